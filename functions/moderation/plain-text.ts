/** A text without what people do not see in it, and where its characters stand in the text as it came. */
export interface PlainText {
  readonly text: string;
  /** The place in the text as it came, of a place in the plain one. */
  placeOf(at: number): number;
}

/** What may have to be taken out; most texts have none of it. */
const odd = /[&<\u00ad\u200b-\u200d\u2060\ufeff]|\.[^\s.\d]\./;
/**
 * Each with what stands for it: entities as web pages have them, markup, characters of no width (those that join two
 * pictures are not missed), and the full stops within an abbreviation.
 */
const parts =
  /&(?:#(?<code>\d{1,6})|#[xX](?<hex>[\da-fA-F]{1,5})|(?<name>[a-zA-Z]{2,6}));|<\/?(?<tag>[a-zA-Z]{1,10})(?:\s[^<>]{0,80})?\/?>|[\u00ad\u200b-\u200d\u2060\ufeff]|(?<![\p{L}\p{N}.])(?<dotted>(?:\p{L}\.){2,6})/gu;

const ENTITIES = new Map([
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['lt', '<'],
  ['gt', '>'],
  ['nbsp', ' '],
  ['rsquo', '’'],
  ['lsquo', '‘'],
  ['rdquo', '”'],
  ['ldquo', '“'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['shy', ''],
]);
/** Markup that begins a new line. */
const LINE_TAGS = new Set(['br', 'p', 'div', 'li', 'ul', 'ol', 'tr']);

/** Takes entities, markup and characters of no width out of a text. Linear in its length. */
export function toPlainText(text: string): PlainText {
  if (!odd.test(text)) return { text, placeOf: (at) => at };
  let plain = '';
  const places: number[] = [];
  const keep = (piece: string, from: number, step: 0 | 1) => {
    for (let at = 0; at < piece.length; at += 1) places.push(from + step * at);
    plain += piece;
  };
  let last = 0;
  for (const match of text.matchAll(parts)) {
    keep(text.slice(last, match.index), last, 1);
    const { dotted } = match.groups ?? {};
    if (dotted === undefined) keep(insteadOf(match), match.index, 0);
    else keepDotted(dotted, match.index);
    last = match.index + match[0].length;
  }
  keep(text.slice(last), last, 1);
  places.push(text.length);
  return { text: plain, placeOf: (at) => places[at] ?? text.length };

  /** "S.I. joint" is "SI joint"; the last full stop stays where a sentence ends with it. */
  function keepDotted(dotted: string, from: number): void {
    for (let at = 0; at < dotted.length; at += 1)
      if (dotted[at] !== '.') keep(dotted.charAt(at), from + at, 1);
    const after = text.slice(from + dotted.length, from + dotted.length + 2);
    if (after === '' || /^\s\p{Lu}/u.test(after)) keep('.', from + dotted.length - 1, 1);
  }
}

function insteadOf({ 0: whole, groups = {} }: RegExpMatchArray): string {
  const { code, hex, name, tag } = groups;
  if (tag !== undefined) return LINE_TAGS.has(tag.toLowerCase()) ? '\n\n' : '';
  if (name !== undefined) return ENTITIES.get(name) ?? whole;
  const point = code === undefined ? Number.parseInt(hex ?? '', 16) : Number(code);
  if (Number.isNaN(point)) return '';
  return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
    ? String.fromCodePoint(point)
    : whole;
}
