import { describe, expect, it } from 'vitest';
import type { Tag } from '../../functions/domain/tagging.ts';
import { describeEvaluation } from '../../functions/moderation/describe-evaluation.ts';
import { evaluateTags } from '../../functions/moderation/evaluate-tags.ts';
import { parseLabelledTexts } from '../../functions/moderation/labelled-text.ts';

/** A tagger that finds just what the text names: "knee-pain hip-pain?", a suggestion with a question mark. */
function tagNamed(text: string): readonly Tag[] {
  return Array.from(text.matchAll(/([a-z-]+)(\?)?/gu), ({ 0: word, 1: id = '', 2: mark, index }) => ({
    conditionId: id,
    start: index,
    end: index + word.length,
    rule: 'named',
    confidence: mark ? ('suggested' as const) : ('sure' as const),
  }));
}

const lines = (...texts: readonly object[]) => texts.map((text) => JSON.stringify(text)).join('\n');
const score = (...texts: readonly object[]) => evaluateTags(parseLabelledTexts(lines(...texts)), tagNamed);

describe('evaluateTags', () => {
  it('implies parents and lets soft labels count neither way', () => {
    const { overall } = score({ id: '1', text: 'sciatica', conditions: ['back-pain'], soft: ['sciatica'] });

    expect(overall).toMatchObject({ precision: 1, recall: 1, f1: 1, exact: 1 });
  });

  it('does not count suggestions', () => {
    expect(score({ id: '1', text: 'knee-pain?', conditions: [] }).overall).toMatchObject({
      exact: 1,
      empty: 1,
      cleanOnEmpty: 1,
    });
  });

  it('counts what is wrong and what is lost, by condition, language and hardness', () => {
    const { overall, byCondition, byLanguage, byFlag, misses } = score(
      { id: '1', text: 'knee-pain', conditions: ['knee-pain'], lang: 'en' },
      { id: '2', text: 'knee-pain', conditions: ['hip-pain'], lang: 'es', flags: ['negation', 'pii'] },
    );

    expect(overall).toMatchObject({ texts: 2, precision: 0.5, recall: 0.5, f1: 0.5, exact: 0.5 });
    expect(byCondition.get('knee-pain')).toMatchObject({ precision: 0.5, recall: 1 });
    expect(byLanguage.get('es')).toMatchObject({ f1: 0 });
    expect([...byFlag.keys()]).toEqual(['negation']);
    expect(misses).toEqual([
      { id: '2', text: 'knee-pain', wrong: ['knee-pain "knee-pain" (named)'], lost: ['hip-pain'] },
    ]);
  });
});

describe('evaluateTags', () => {
  it('counts by what a text tries, and the sensitive conditions apart', () => {
    const { byKind, bySensitivity } = score(
      { id: '1', text: 'knee-pain', conditions: ['knee-pain'], kind: 'sport' },
      { id: '2', text: 'anxiety', conditions: [], kind: 'feelings' },
      { id: '3', text: 'hip-pain', conditions: ['hip-pain'] },
    );

    expect([...byKind].map(([kind, { texts, exact }]) => [kind, texts, exact])).toEqual([
      ['feelings', 1, 0],
      ['sport', 1, 1],
    ]);
    expect(bySensitivity.get('sensitive')?.precision).toBe(0);
    expect(bySensitivity.get('other')?.precision).toBe(1);
  });
});

describe('describeEvaluation', () => {
  it('shows scores and the words of the misses', () => {
    const shown = describeEvaluation(score({ id: 'x7', text: 'knee-pain', conditions: ['hip-pain'] }));

    expect(shown).toMatch(/^all +1 +0\.000/mu);
    expect(shown).toContain(
      '1 of 1 texts with a mistake\nx7: knee-pain\n  wrong: knee-pain "knee-pain" (named)\n  lost: hip-pain',
    );
  });
});

describe('parseLabelledTexts', () => {
  it('names the line that is no labelled text', () => {
    expect(() => parseLabelledTexts('{"id":"1","text":"a","conditions":[]}\n\n{"id":2}')).toThrow(/Line 3/u);
  });
});
