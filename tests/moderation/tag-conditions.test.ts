import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../functions/moderation/lexicon.ts';
import { tagConditions } from '../../functions/moderation/tag-conditions.ts';

const lexicon = readLexicon();
const said = (text: string) =>
  tagConditions(text, lexicon).map(({ conditionId, start, end }) => [conditionId, text.slice(start, end)]);

describe('tagConditions', () => {
  it('gives the words behind each tag', () => {
    const text = 'My Sciatica is gone, and so are the migraines.';

    expect(tagConditions(text, lexicon)).toEqual([
      { conditionId: 'sciatica', start: 3, end: 11, rule: 'synonym:sciatica', confidence: 'sure' },
      {
        conditionId: 'migraine',
        start: 36,
        end: 45,
        rule: expect.stringMatching(/^synonym:/u),
        confidence: 'sure',
      },
    ]);
  });

  it('prefers the longest of overlapping synonyms', () => {
    expect(said('my lower back pain')).toEqual([['low-back-pain', 'lower back pain']]);
  });

  it('finds words whatever their accents, capitals and hyphens', () => {
    expect(said('Ma CIATIQUE? no: tengo Ciática, y SACRO ILIAC')).toEqual([
      ['sciatica', 'Ciática'],
      ['si-joint-pain', 'SACRO ILIAC'],
    ]);
  });

  it('counts characters as JavaScript does', () => {
    expect(said('👩‍🌾🙏 my sciatica')).toEqual([['sciatica', 'sciatica']]);
  });

  it('does not take what is denied', () => {
    expect(said('I never had migraines. No more sciatica!')).toEqual([['sciatica', 'sciatica']]);
  });

  it('finds nothing inside other words', () => {
    expect(said('Call me back, we had a stressful and painless flashback')).toEqual([]);
  });

  it('tells words apart by all their letters, however long', () => {
    const longWords = readLexicon({
      conditions: [{ id: 'sciatica', synonyms: { en: ['abcdefghijklmnop'] } }],
    });
    const isSaid = (text: string) => tagConditions(text, longWords).length > 0;

    expect(['abcdefghijklmnop', 'ABCDÉFGHIJKLMNOP', 'abcdefghijklmnopq'].map(isSaid)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['zzcdefghijklmnop', 'eefghijklmnop', 'efghijklmnop'].map(isSaid)).toEqual([false, false, false]);
  });

  it('finds the same whatever was read before', () => {
    const text =
      'My wife’s sciatica, the schiatica and 2 bad knees: gone. Physical therapy after knee surgery!';
    const first = tagConditions(text, lexicon);
    const others = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3000 }),
      fc.constantFrom('', 'ﷺ'.repeat(3000), text),
    );

    fc.assert(
      fc.property(others, (other) => {
        tagConditions(other, lexicon);
        expect(tagConditions(text, lexicon)).toEqual(first);
      }),
    );
  });

  it('gives spans inside the text, in order and apart, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(' sciatica ', 'migraine', '. ', 'knee pain'),
    );

    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end } of tagConditions(text, lexicon)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });
});
