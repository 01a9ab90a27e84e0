/** A review as it is sent on: what Google's reviews API has, too, and nothing else of the export. */
export interface ExportedRow {
  /** `accounts/…/locations/…/reviews/…` */
  readonly name: string;
  readonly [field: string]: unknown;
}

/** What a JSON file of an export turned out to be. */
export type Recognised =
  | {
      readonly kind: 'reviews';
      readonly rows: readonly ExportedRow[];
      /** Things in the list that are no reviews of a location. */
      readonly unknown: number;
    }
  | {
      readonly kind: 'location';
      readonly title?: string;
      readonly placeId?: string;
      /** Street and town, in one line. */
      readonly address?: string;
      /** Digits after `locations/`; absent where the file does not say which location it is about. */
      readonly sourceListingId?: string;
    }
  /** Google Maps' own export: reviews that the person wrote. */
  | { readonly kind: 'wrote' }
  /** No JSON. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'other' };

type Fields = Readonly<Record<string, unknown>>;

const NAME = /^accounts\/[^/]{1,64}\/locations\/[^/]{1,64}\/reviews\/[^/]{1,500}$/u;
const PLACE_ID = /^[\w-]{20,255}$/u;
/** Of a file about a location. */
const LOCATION_NAME = /^(?:accounts\/[^/]{1,64}\/)?locations\/([^/]{1,64})$/u;
const LONGEST_TITLE = 300;

/** Says what a JSON file of an export is, by its shape: names of files and folders differ between languages. */
export function recognise(text: string): Recognised {
  const json = parse(text);
  if (json === undefined) return { kind: 'unreadable' };
  if (Array.isArray(json)) return readList(json);
  if (!isFields(json)) return { kind: 'other' };
  if (Array.isArray(json.reviews)) return readList(json.reviews);
  if (json.type === 'FeatureCollection') {
    const isWritten = JSON.stringify(json.features ?? []).includes('"five_star_rating_published"');
    return { kind: isWritten ? 'wrote' : 'other' };
  }
  return aboutLocation(json);
}

function aboutLocation(json: Fields): Recognised {
  const title = titleOf(json);
  const placeId = isFields(json.metadata) ? json.metadata.placeId : undefined;
  const isPlace = typeof placeId === 'string' && PLACE_ID.test(placeId);
  if (title === undefined && !isPlace) return { kind: 'other' };
  const address = addressOf(json.storefrontAddress ?? json.address);
  const [, id] = typeof json.name === 'string' ? (LOCATION_NAME.exec(json.name) ?? []) : [];
  return {
    kind: 'location',
    ...(title !== undefined && { title }),
    ...(isPlace && { placeId }),
    ...(address !== '' && { address }),
    ...(id !== undefined && { sourceListingId: id }),
  };
}

function addressOf(address: unknown): string {
  if (!isFields(address)) return '';
  const lines = Array.isArray(address.addressLines) ? address.addressLines : [];
  const parts = [...lines, address.locality].filter((part): part is string => typeof part === 'string');
  return parts.join(', ').trim().slice(0, LONGEST_TITLE);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    return undefined;
  }
}

function readList(list: readonly unknown[]): Recognised {
  const rows = list.flatMap((one) => toRow(one) ?? []);
  if (rows.length === 0 && list.length > 0) return { kind: 'other' };
  return { kind: 'reviews', rows, unknown: list.length - rows.length };
}

function toRow(value: unknown): ExportedRow | undefined {
  if (!isFields(value) || typeof value.name !== 'string' || !NAME.test(value.name)) return undefined;
  const { name, reviewer, reviewReply } = value;
  return {
    ...pick(value, ['starRating', 'comment', 'createTime', 'updateTime']),
    name,
    ...(isFields(reviewer) && {
      reviewer: pick(reviewer, ['displayName', 'isAnonymous', 'profilePhotoUrl']),
    }),
    ...(isFields(reviewReply) && {
      reviewReply: pick(reviewReply, ['comment', 'updateTime', 'reviewReplyState']),
    }),
  };
}

function pick(value: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(value, name) ? [[name, value[name]]] : [])),
  );
}

/** `data.json` has a title; `additionalData.json` has it among its attributes. */
function titleOf(json: Fields): string | undefined {
  const named = [json.title, json.locationName].find((one) => typeof one === 'string');
  const text = named ?? listedName(json.attributes);
  const title = typeof text === 'string' ? text.trim().slice(0, LONGEST_TITLE) : '';
  return title === '' ? undefined : title;
}

function listedName(attributes: unknown): unknown {
  if (!Array.isArray(attributes)) return undefined;
  const named = attributes.find((one) => at(one, ['id', 'attributeType']) === 'LISTING_NAME');
  const values = at(named, ['values']);
  return Array.isArray(values) ? at(values[0], ['datum', 'listingName', 'text']) : undefined;
}

function at(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  return isFields(value) && Object.hasOwn(value, name) ? at(value[name], rest) : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
