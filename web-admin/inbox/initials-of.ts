const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One or two letters of a name for the circle beside it; a dash for somebody without a name. */
export function initialsOf(name: string | undefined): string {
  const parts = (name ?? '')
    .trim()
    .split(/\s+/u)
    .filter((part) => part !== '');
  const [first, last] = [parts[0], parts.length > 1 ? parts.at(-1) : undefined];
  if (first === undefined) return '–';
  return `${firstOf(first)}${last === undefined ? '' : firstOf(last)}`.toLocaleUpperCase();
}

function firstOf(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment;
  return '';
}
