import { describe, expect, it } from 'vitest';
import lexicon from '../../functions/domain/lexicon.json' with { type: 'json' };
import en from '../../functions/moderation/context/en.json' with { type: 'json' };
import es from '../../functions/moderation/context/es.json' with { type: 'json' };
import fr from '../../functions/moderation/context/fr.json' with { type: 'json' };
import roles from '../../functions/moderation/context/roles.json' with { type: 'json' };
import rules from '../../functions/moderation/context/rules.json' with { type: 'json' };
import { readLexicon } from '../../functions/moderation/lexicon.ts';
import { ContextFormat, LexiconFormat, RulesFormat } from '../../functions/moderation/lexicon-format.ts';
import { tagConditions } from '../../functions/moderation/tag-conditions.ts';
import examples from './examples.json' with { type: 'json' };

const lookup = readLexicon();
const ids = lexicon.conditions.map(({ id }) => id);

function idsIn(text: string, confidence: 'sure' | 'suggested') {
  const tags = tagConditions(text, lookup).filter((tag) => tag.confidence === confidence);
  return [...new Set(tags.map(({ conditionId }) => conditionId))].sort();
}

describe('the lexicon', () => {
  it('has its format', () => {
    expect(LexiconFormat.safeParse(lexicon).error?.issues).toBeUndefined();
  });

  it.each([en, es, fr])('has context rules in their format: $language', (context) => {
    expect(ContextFormat.safeParse(context).error?.issues).toBeUndefined();
  });

  it('has rules that name its own conditions', () => {
    const { plainInjuries: _, unmistakable: __, ...named } = RulesFormat.parse(rules);

    expect(
      Object.values(named)
        .flat()
        .filter((id) => !ids.includes(id)),
    ).toEqual([]);
  });

  it('has examples for each condition, in every language', () => {
    expect(Object.keys(examples).sort()).toEqual([...ids].sort());
  });

  it('tells of each list of context words what it is for, by examples', () => {
    expect(Object.keys(roles).sort()).toEqual(Object.keys(en.words).sort());
  });
});

describe('conditions', () => {
  const cases = Object.entries(examples).flatMap(([id, { says, saysNot }]) => [
    ...says.map((text) => ({ id, text, isSaid: true })),
    ...saysNot.map((text) => ({ id, text, isSaid: false })),
  ]);

  it.each(cases)('$id: "$text" $isSaid', ({ id, text, isSaid }) => {
    expect(idsIn(text, 'sure').includes(id)).toBe(isSaid);
  });
});

describe('context rules', () => {
  interface Example {
    readonly text: string;
    readonly sure: readonly string[];
    readonly suggested?: readonly string[];
    readonly never?: readonly string[];
  }
  const cases = Object.entries(roles).flatMap(([role, { examples: given }]) =>
    (given as readonly Example[]).map((example) => ({ role, ...example })),
  );

  it.each(cases)('$role: "$text"', ({ text, sure, suggested = [], never = [] }) => {
    expect(idsIn(text, 'sure')).toEqual([...sure].sort());
    expect(idsIn(text, 'suggested')).toEqual(expect.arrayContaining([...suggested]));
    expect([...idsIn(text, 'sure'), ...idsIn(text, 'suggested')].filter((id) => never.includes(id))).toEqual(
      idsIn(text, 'suggested').filter((id) => never.includes(id)),
    );
  });
});

describe('readLexicon', () => {
  const condition = { id: 'sciatica', synonyms: { any: ['sciatica'] } };

  it('refuses one synonym for two conditions', () => {
    const other = { ...condition, id: 'leg-pain' };

    expect(() => readLexicon({ conditions: [condition, other] })).toThrow(/leg-pain/u);
  });

  it('refuses a parent that does not stand before its child', () => {
    expect(() => readLexicon({ conditions: [{ ...condition, parent: 'back-pain' }] })).toThrow(/back-pain/u);
  });

  it('has another version when a word changes, and the same when none does', () => {
    const versionWith = (word: string) =>
      readLexicon({ conditions: [{ id: 'sciatica', synonyms: { any: [word] } }] }).version;

    expect(versionWith('sciatica')).toBe(versionWith('sciatica'));
    expect(versionWith('sciatica')).not.toBe(versionWith('siatica'));
  });

  it('finds what is added to a condition in that one place', () => {
    const lookup = readLexicon({
      conditions: [{ id: 'hiccups', synonyms: { en: ['hiccups'] }, parts: { en: ['diaphragm'] } }],
    });
    const said = (text: string) => tagConditions(text, lookup).map(({ conditionId }) => conditionId);

    expect(said('I had the hiccups')).toEqual(['hiccups']);
    expect(said('He treated my diaphragm')).toEqual(['hiccups']);
    expect(said('It has a diaphragm')).toEqual([]);
  });
});
