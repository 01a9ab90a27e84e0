import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers } from '../../functions/domain/content-hash.ts';
import { hashContent, hashRow } from '../../functions/sources/review-hash.ts';
import type { ReviewDraft } from '../../functions/sources/source.ts';

const draft: ReviewDraft = {
  sourceReviewId: 'r1',
  stars: 5,
  text: 'Mi ciática está mejor.',
  translation: 'My sciatica is better.',
  isExcerpt: false,
  author: { name: 'Maria Lopez', isAnonymous: false, photoUrl: 'https://photos.example/m.jpg' },
  reply: { text: 'Thank you.', updatedAt: '2026-11-04T09:00:00.000Z' },
  writtenAt: '2026-11-03T09:00:00.000Z',
  writtenOn: '2026-11-03',
  updatedAt: '2026-11-03T09:00:00.000Z',
};

describe('hashContent', () => {
  it('gives the same hash for ever', () => {
    expect(hashContent(draft)).toBe('yOajh8oGYVkxkDaKnqa_yA.kieHrCQUWNsCnl5vesm3kw.-');
  });

  it('does not change with translation, reply, photo or dates', () => {
    const other: ReviewDraft = {
      ...draft,
      translation: 'My sciatica improved.',
      reply: { text: 'Many thanks.' },
      author: { ...draft.author, photoUrl: 'https://photos.example/n.jpg' },
      updatedAt: '2026-11-05T09:00:00.000Z',
    };

    expect(hashContent(other)).toBe(hashContent(draft));
  });

  it.each<[string, Partial<ReviewDraft>]>([
    ['stars', { stars: 4 }],
    ['a letter', { text: 'Mi ciática esta mejor.' }],
    ['a space at the end', { text: `${draft.text} ` }],
    ['the name', { author: { name: 'Maria L.', isAnonymous: false } }],
  ])('changes with %s, so that an approval no longer holds', (_, differs) => {
    expect(covers(hashContent(draft), hashContent({ ...draft, ...differs }))).toBe(false);
  });

  it('keeps an approval when the author becomes anonymous', () => {
    const anonymous = { ...draft, author: { isAnonymous: true } };

    expect(covers(hashContent(draft), hashContent(anonymous))).toBe(true);
    expect(covers(hashContent(anonymous), hashContent(draft))).toBe(false);
  });

  it('tells a missing text from an empty one and stars from none', () => {
    const { text: _t, stars: _s, ...bare } = draft;
    const hashes = [bare, { ...bare, text: '' }, { ...bare, stars: 1 as const }].map(hashContent);

    expect(new Set(hashes).size).toBe(3);
  });
});

describe('hashRow', () => {
  it.each<[string, Partial<ReviewDraft>]>([
    ['translation', { translation: 'My sciatica improved.' }],
    ['reply', { reply: { text: 'Many thanks.' } }],
    ['photo', { author: { name: 'Maria Lopez', isAnonymous: false } }],
    ['position', { position: 0 }],
    ['time of change', { updatedAt: '2026-11-05T09:00:00.000Z' }],
    ['address', { url: 'https://yelp.example/r1' }],
  ])('changes with the %s', (_, differs) => {
    expect(hashRow({ ...draft, ...differs })).not.toBe(hashRow(draft));
  });

  it('changes when a field goes away', () => {
    const { reply: _, ...without } = draft;

    expect(hashRow(without)).not.toBe(hashRow(draft));
  });

  it('does not depend on the order of fields, at any depth', () => {
    const turned = Object.fromEntries(
      Object.entries({
        ...draft,
        author: Object.fromEntries(Object.entries(draft.author).reverse()),
      }).reverse(),
    );

    expect(hashRow(turned as unknown as ReviewDraft)).toBe(hashRow(draft));
  });

  it('tells any two texts apart', async () => {
    const texts = fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.property(
        texts,
        ([a, b]) => (hashRow({ ...draft, text: a }) === hashRow({ ...draft, text: b })) === (a === b),
      ),
    );
  });
});
