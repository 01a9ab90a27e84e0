/** Words of a text that say something; UTF-16 units, `end` is one past the last. */
export interface Mark {
  /** The condition they say; `flag:{kind}` for words that ask for a careful look. */
  readonly conditionId: string;
  readonly start: number;
  readonly end: number;
  /** True when only the machine's guess. */
  readonly isSuggested: boolean;
}

/** A stretch of text over which nothing changes. */
export interface Segment {
  readonly start: number;
  /** Never empty; all segments joined are the text. */
  readonly text: string;
  /** What these words say, the longest mark first; empty for plain text. */
  readonly marks: readonly Mark[];
}

/**
 * Cuts a text at the borders of its marks, so that marks may overlap and nest.
 *
 * @param marks in any order; parts outside the text and empty ones are left out, equal ones are taken once
 * @returns segments in text order; empty for an empty text
 */
export function splitIntoSegments(text: string, marks: readonly Mark[]): readonly Segment[] {
  const inside = distinct(
    marks.map((mark) => clip(mark, text.length)).filter(({ start, end }) => start < end),
  );
  const borders = new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])]);
  const cuts = [...borders].toSorted((a, b) => a - b);
  return cuts.slice(1).map((end, at) => {
    const start = cuts[at] ?? 0;
    return {
      start,
      text: text.slice(start, end),
      marks: inside.filter((mark) => mark.start <= start && end <= mark.end),
    };
  });
}

function clip(mark: Mark, length: number): Mark {
  return { ...mark, start: Math.max(0, mark.start), end: Math.min(length, mark.end) };
}

/** One mark per condition and span, the sure one where there are two; longest first, then in text order. */
function distinct(marks: readonly Mark[]): readonly Mark[] {
  const bySpan = new Map<string, Mark>();
  for (const mark of marks) {
    const key = `${mark.start}-${mark.end}-${mark.conditionId}`;
    const known = bySpan.get(key);
    if (!known || known.isSuggested) bySpan.set(key, mark);
  }
  return [...bySpan.values()].toSorted(
    (a, b) =>
      b.end - b.start - (a.end - a.start) || a.start - b.start || (a.conditionId < b.conditionId ? -1 : 1),
  );
}
