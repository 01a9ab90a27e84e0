/** Text that is HTML already. Only {@link html} makes it. */
export interface Html {
  readonly html: string;
}

/** What may stand in a template: text is escaped, lists are joined, `undefined` and `false` leave nothing. */
export type Piece = string | number | Html | readonly Piece[] | undefined | false;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** A template of HTML: whatever is filled in is escaped, unless it came from a template itself. */
export function html(texts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { html: texts.map((text, at) => `${text}${print(pieces[at])}`).join('') };
}

function print(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'string' || typeof piece === 'number') {
    return String(piece).replaceAll(/[&<>"']/gu, (character) => ESCAPES.get(character) ?? '');
  }
  return 'html' in piece ? piece.html : piece.map(print).join('');
}
