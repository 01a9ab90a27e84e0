/** Words shorter than this are too close to others to be guessed at. */
const SHORTEST_GUESSED = 6;
/** Longer ones are none that anybody writes. */
const LONGEST_GUESSED = 20;

/** A word as written, to the word of the lexicon it stands for. */
export type Spelling = (form: string) => string | undefined;

/**
 * Makes a speller that finds the word one letter away: a letter more, less or other, or two letters in the wrong order.
 * The first letter must be right. Its cost grows with the length of the word, not with the number of words known.
 *
 * @param targets words worth finding; those under six letters are passed over
 * @param ordinary words that are right as they are, however close to a target
 */
export function makeSpelling(targets: Iterable<string>, ordinary: ReadonlySet<string>): Spelling {
  const findable = [...targets];
  const known = new Set([...ordinary, ...findable]);
  let byGap: ReadonlyMap<string, string> | undefined;
  return (form) => {
    if (form.length < SHORTEST_GUESSED || form.length > LONGEST_GUESSED) return undefined;
    return known.has(form) ? undefined : find(form);
  };

  function find(form: string): string | undefined {
    // Made with the first strange word: a cold start has enough to do.
    byGap ??= gapsOf(findable);
    const whole = byGap.get(form);
    if (whole && isOneAway(form, whole)) return whole;
    for (let at = 1; at < form.length; at += 1) {
      const target = byGap.get(form.slice(0, at) + form.slice(at + 1));
      if (target && isOneAway(form, target)) return target;
    }
    return undefined;
  }
}

/** Each word worth finding, by itself and by every form that lacks one of its letters but the first. */
function gapsOf(findable: readonly string[]): ReadonlyMap<string, string> {
  const byGap = new Map<string, string>();
  for (const target of findable) {
    if (target.length < SHORTEST_GUESSED) continue;
    for (const gap of [target, ...withoutOne(target)]) if (!byGap.has(gap)) byGap.set(gap, target);
  }
  return byGap;
}

function withoutOne(word: string): readonly string[] {
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at + 1) + word.slice(at + 2));
}

/** One letter more, less or other, or two neighbours exchanged. */
function isOneAway(written: string, target: string): boolean {
  if (written[0] !== target[0] || Math.abs(written.length - target.length) > 1) return false;
  let from = 0;
  while (from < written.length && written[from] === target[from]) from += 1;
  let [a, b] = [written.length, target.length];
  while (a > from && b > from && written[a - 1] === target[b - 1]) {
    a -= 1;
    b -= 1;
  }
  if (a - from <= 1 && b - from <= 1) return true;
  return (
    a - from === 2 &&
    b - from === 2 &&
    written[from] === target[from + 1] &&
    written[from + 1] === target[from]
  );
}
