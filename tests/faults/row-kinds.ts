import { faults } from '../../infra/sample/fake-faults.ts';
import type { Fault } from '../../infra/sample/fake-trouble.ts';

/** What a fault is aimed at. */
export interface Aim {
  readonly source: 'google-business' | 'yelp';
  readonly random: () => number;
  readonly now: () => string;
  /** Origin of the fake source, and path with query of the request. */
  readonly origin: string;
  readonly path: string;
  /** The page before, in the same run; absent on the first. */
  readonly previous?: { readonly reviews?: unknown };
  /** Notes a row that must be refused. */
  readonly spoil: (row: unknown) => void;
  /** Lets something happen to the listing that is asked for. */
  readonly happens: (what: 'edit' | 'delete' | 'add') => void;
  readonly expireTokens: () => void;
}

type Row = Readonly<Record<string, unknown>>;

interface Fields {
  readonly id: string;
  readonly stars: string;
  readonly text: string;
  readonly time: string;
}

const FIELDS: Readonly<Record<Aim['source'], Fields>> = {
  'google-business': { id: 'reviewId', stars: 'starRating', text: 'comment', time: 'createTime' },
  yelp: { id: 'id', stars: 'rating', text: 'text', time: 'time_created' },
};

/** Makes something else of one row of the page, chosen by chance; of nothing on a page without rows. */
function oneRow(aim: Aim, change: (row: Row, fields: Fields) => readonly Row[]): Fault {
  return faults.changes((page) => {
    const rows = Array.isArray(page.reviews) ? (page.reviews as readonly Row[]) : [];
    if (rows.length === 0) return page;
    const place = Math.floor(aim.random() * rows.length);
    const changed = rows.flatMap((row, at) => (at === place ? change(row, FIELDS[aim.source]) : [row]));
    return { ...page, reviews: changed };
  });
}

const bad =
  (change: (fields: Fields, row: Row) => Row) =>
  (aim: Aim): Fault =>
    oneRow(aim, (row, fields) => {
      const changed = { ...row, ...change(fields, row) };
      aim.spoil(changed);
      return [changed];
    });

const good =
  (change: (fields: Fields, row: Row, aim: Aim) => readonly Row[]) =>
  (aim: Aim): Fault =>
    oneRow(aim, (row, fields) => change(fields, row, aim));

/** A star rating that the source does not know: Google's are words, and a word we do not know is no rating. */
const otherStars = (word: string, number: number) => (aim: Aim) =>
  aim.source === 'yelp'
    ? bad(({ stars }) => ({ [stars]: number }))(aim)
    : good(({ stars }, row) => [{ ...row, [stars]: word }])(aim);

/** Ways in which one row of a page is not as it should be. */
export const ROW_KINDS: Readonly<Record<string, (aim: Aim) => Fault>> = {
  'wrong-type-rating': (aim) =>
    aim.source === 'yelp'
      ? bad(({ stars }) => ({ [stars]: 'FIVE' }))(aim)
      : good(({ stars }, row) => [{ ...row, [stars]: 5 }])(aim),
  'rating-6': otherStars('SIX', 6),
  'rating-0': otherStars('ZERO', 0),
  'new-enum-value': otherStars('FIVE_AND_A_HALF', 5.5),
  'missing-id': bad(({ id }) => ({ [id]: undefined })),
  'null-text': good(({ text }, row) => [{ ...row, [text]: null }]),
  'text-1MB': bad(({ text }) => ({ [text]: 'x'.repeat(1_000_000) })),
  'unknown-extra-fields': good((_, row) => [{ ...row, shelf: { mark: [1, null, 'x'] }, __proto: 7 }]),
  'date-year-0001': bad(({ time }, row) => ({ [time]: String(row[time]).replace(/^\d{4}/u, '0001') })),
  'date-future-2999': bad(({ time }, row) => ({ [time]: String(row[time]).replace(/^\d{4}/u, '2999') })),
  'date-no-zone': (aim) =>
    bad(({ time }) => ({ [time]: aim.source === 'yelp' ? 'yesterday' : '2026-11-01T10:00:00' }))(aim),
  'row-null': (aim) =>
    oneRow(aim, () => {
      aim.spoil(null);
      return [null as unknown as Row];
    }),
  'same-id-other-text': good(({ text }, row) => [row, { ...row, [text]: 'Other words under the same id.' }]),
  'same-text-other-id': good(({ id }, row, { random }) => [
    row,
    { ...row, [id]: `twin-${Math.floor(random() * 1e9)}` },
  ]),
};
