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
  ['kinds', { texts: 300, f1: 0.97, precision: 0.98 }],
] as const;

describe('the labelled texts', () => {
  it.each(FLOORS)('are read as people read them: %s', (language, floor) => {
    const { overall, misses } = evaluateTags(textsIn(language), tag);

    expect(overall.texts).toBeGreaterThanOrEqual(floor.texts);
    expect(overall.f1, JSON.stringify(misses, undefined, 1)).toBeGreaterThanOrEqual(floor.f1);
    expect(overall.precision).toBeGreaterThanOrEqual(floor.precision);
    expect(overall.empty - overall.cleanOnEmpty).toBeLessThanOrEqual(language === 'kinds' ? 1 : 0);
  });

  /** What happens to the same words on their way here. */
  const surfaces: readonly (readonly [string, (text: string) => string])[] = [
    ['wrapped at 40 columns', (text) => wrap(text, 40)],
    ['wrapped at 60 columns', (text) => wrap(text, 60)],
    ['wrapped at 72 columns', (text) => wrap(text, 72)],
    ['wrapped, with the line ends of Windows', (text) => wrap(text, 60).replaceAll('\n', '\r\n')],
    ['in capitals', (text) => text.toUpperCase()],
    ['with curly quotes', (text) => text.replaceAll("'", '’').replaceAll(/"([^"]*)"/gu, '“$1”')],
    ['escaped as HTML', escapeHtml],
    ['without the last full stop', (text) => text.replace(/[.!?…]+$/u, '')],
  ];

  it.each(surfaces)('are read alike %s', (_, change) => {
    const texts = ['en', 'es', 'fr'].flatMap(textsIn);
    const plain = evaluateTags(texts, tag).overall.f1;
    const changed = evaluateTags(
      texts.map((labelled) => ({ ...labelled, text: change(labelled.text) })),
      tag,
    ).overall.f1;

    expect(Math.abs(plain - changed)).toBeLessThanOrEqual(0.01);
  });

  it('speak of every condition', () => {
    const labelled = new Set(['en', 'es', 'fr'].flatMap(textsIn).flatMap((text) => text.conditions));

    expect(conditions.filter(({ id }) => !labelled.has(id)).map(({ id }) => id)).toEqual([]);
  });
});

function wrap(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n');
}

function wrapLine(text: string, columns: number): string {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&quot;');
}
