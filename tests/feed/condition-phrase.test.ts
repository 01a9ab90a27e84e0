import { describe, expect, it } from 'vitest';
import { conditions, findCondition } from '../../functions/domain/condition.ts';
import { conditionPhrase } from '../../functions/feed/condition-phrase.ts';

describe('conditionPhrase', () => {
  it.each([
    ['sciatica', 'en', 'sciatica'],
    ['sciatica', 'es', 'ciática'],
    ['post-surgery', 'fr', 'après une opération'],
    ['bells-palsy', 'en', "Bell's palsy"],
    ['bells-palsy', 'es', 'parálisis de Bell'],
    ['bells-palsy', 'fr', 'paralysie de Bell'],
    ['womens-health', 'en', "women's health"],
  ] as const)('says %s in %s inside a sentence as "%s"', (id, language, phrase) => {
    const condition = findCondition(id) ?? conditions[0];

    expect(condition && conditionPhrase(condition, language)).toBe(phrase);
  });

  it.each([
    ['TMJ pain', 'TMJ pain'],
    ['B12 shortage', 'B12 shortage'],
    ['État de choc', 'état de choc'],
  ])('says "%s" as "%s"', (label, phrase) => {
    expect(conditionPhrase({ label: { en: label, es: '', fr: '' } }, 'en')).toBe(phrase);
  });

  it('never changes more than the first letter', () => {
    for (const condition of conditions) {
      expect(conditionPhrase(condition, 'fr').slice(1)).toBe(condition.label.fr.slice(1));
    }
  });
});
