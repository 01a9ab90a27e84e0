import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What staff must never read; the reason “Consent withdrawn” is the one exception. */
const FORBIDDEN =
  /\b(?:sync\w*|tagger|feeds?|embed\w*|widgets?|pending|withdrawn|moderat\w*|payload|error codes?)\b/iu;
const ALLOWED = ['Consent withdrawn', 'consent withdrawn'];

/** Every text of a messages file; functions are called with a word or a number for each argument. */
function textsOf(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return textsOf(call(words as (...given: readonly unknown[]) => unknown));
  if (typeof words === 'object' && words !== null) return Object.values(words).flatMap(textsOf);
  return [];
}

function call(say: (...given: readonly unknown[]) => unknown): unknown {
  const parts = {
    by: 'Ana',
    source: 'Google',
    origin: 'Google',
    reason: 'legal reason',
    condition: 'Sciatica',
    place: 'Mill Lane',
  };
  const first = /^\(?\{/u.test(say.toString()) || /^\(?parts/u.test(say.toString()) ? parts : 3;
  return say(first, 'Ana', 'Ana', 'Ana');
}

const files = globSync('web-admin/**/*-words.ts');

describe('the words of the admin page', () => {
  it('are in one file per area', () => {
    expect(files.length).toBeGreaterThanOrEqual(8);
  });

  it.each(files)('%s says nothing that staff should not have to know', async (file) => {
    const texts = textsOf({ ...(await import(resolve(file))) });

    expect(texts.length).toBeGreaterThan(3);
    expect(texts.filter((text) => FORBIDDEN.test(text) && !ALLOWED.includes(text))).toEqual([]);
    expect(texts.filter((text) => text.includes('!') || text.includes('undefined'))).toEqual([]);
  });
});
