import { describe, expect, it } from 'vitest';
import { type Candidate, mayShow } from '../../functions/domain/may-show.ts';
import { type PublishedReview, toPublishedReview } from '../../functions/domain/published-review.ts';
import { aClinic, aListing, aModeration, aReview, aTagging, NOW } from '../support/builders.ts';

function publish(differs: Partial<Candidate> = {}, conditionId?: string): PublishedReview {
  const review = differs.review ?? aReview();
  const moderation = aModeration(review);
  const base = {
    review,
    tagging: aTagging(review),
    moderation,
    clinic: aClinic(),
    listing: aListing(),
    closedSources: new Set<never>(),
  };
  const verdict = mayShow({ ...base, ...differs }, NOW);
  if (verdict.outcome !== 'allow') throw new Error(JSON.stringify(verdict));
  return toPublishedReview(verdict.allowed, conditionId);
}

describe('toPublishedReview', () => {
  it('holds what visitors see and nothing else', () => {
    const review = aReview({
      translation: 'a translation',
      reply: { text: 'Thank you' },
      author: { name: 'Maria Lopez', isAnonymous: false, photoUrl: 'https://lh3.googleusercontent.com/a/x' },
    });

    expect(publish({ review }, 'sciatica')).toEqual({
      id: 'r000000000',
      author: 'Maria L.',
      stars: 5,
      text: review.text,
      date: '2026-11-03',
      location: 'mill-lane',
      conditions: ['sciatica'],
      marks: [[3, 11]],
      expiresAt: review.expiresAt,
    });
  });

  it('prints no name of an anonymous author', () => {
    const review = aReview({ author: { name: 'Maria Lopez', isAnonymous: true } });

    expect(publish({ review })).not.toHaveProperty('author');
  });

  it('prints initials beside a sensitive condition, and no chip of it', () => {
    const review = aReview({ text: 'My anxiety and my sciatica.' });
    const tag = { start: 3, end: 10, rule: 'r', confidence: 'sure' } as const;
    const tags = [
      { ...tag, conditionId: 'anxiety' },
      { ...tag, conditionId: 'sciatica', start: 18, end: 26 },
    ];

    const published = publish({ review, tagging: aTagging(review, { tags }) });

    expect(published).toMatchObject({ author: 'M. L.', conditions: ['sciatica'] });
  });

  it('prints initials while a sensitive condition is only proposed', () => {
    const review = aReview({ text: 'My anxiety and my sciatica.' });
    const proposal = { start: 3, end: 10, rule: 'r', confidence: 'suggested', proposedIn: 'new' } as const;
    const tagging = aTagging(review, { tags: [{ ...proposal, conditionId: 'anxiety' }] });

    const published = publish({ review, tagging });

    expect(published.author).toBe('M. L.');
    expect(published).not.toHaveProperty('conditions');
  });
});
