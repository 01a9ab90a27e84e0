import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conditions } from '../../functions/domain/condition.ts';
import { evaluateTags } from '../../functions/moderation/evaluate-tags.ts';
import { parseLabelledTexts } from '../../functions/moderation/labelled-text.ts';
import { readLexicon } from '../../functions/moderation/lexicon.ts';
import { tagConditions } from '../../functions/moderation/tag-conditions.ts';

const lookup = readLexicon();
const tag = (text: string) => tagConditions(text, lookup);
const textsIn = (language: string) =>
  parseLabelledTexts(readFileSync(`tests/moderation/labelled/${language}.jsonl`, 'utf8'));

/** Least F1 and precision on the project's own labelled texts, and how many there are. */
const FLOORS = [
  ['en', { texts: 200, f1: 0.98, precision: 0.98 }],
  ['es', { texts: 40, f1: 0.96, precision: 0.97 }],
  ['fr', { texts: 40, f1: 0.96, precision: 0.97 }],
] as const;

describe('the labelled texts', () => {
  it.each(FLOORS)('are read as people read them: %s', (language, floor) => {
    const { overall, misses } = evaluateTags(textsIn(language), tag);

    expect(overall.texts).toBeGreaterThanOrEqual(floor.texts);
    expect(overall.f1, JSON.stringify(misses, undefined, 1)).toBeGreaterThanOrEqual(floor.f1);
    expect(overall.precision).toBeGreaterThanOrEqual(floor.precision);
    expect(overall.cleanOnEmpty).toBe(overall.empty);
  });

  it('speak of every condition', () => {
    const labelled = new Set(['en', 'es', 'fr'].flatMap(textsIn).flatMap((text) => text.conditions));

    expect(conditions.filter(({ id }) => !labelled.has(id)).map(({ id }) => id)).toEqual([]);
  });
});
