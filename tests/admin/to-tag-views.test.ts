import { describe, expect, it } from 'vitest';
import { toTagViews } from '../../functions/admin/to-tag-views.ts';
import type { Tag } from '../../functions/domain/tagging.ts';

const aTag = (differs: Partial<Tag> = {}): Tag => ({
  conditionId: 'sciatica',
  start: 3,
  end: 11,
  rule: 'synonym',
  confidence: 'sure',
  ...differs,
});

describe('toTagViews', () => {
  it('gives the machine’s sure and suggested tags and people’s own, in text order', () => {
    const suggested = aTag({ conditionId: 'insomnia', start: 20, end: 25, confidence: 'suggested' });
    const marked = { action: 'added', conditionId: 'migraine', start: 0, end: 2 } as const;

    expect(toTagViews([suggested, aTag()], [marked], 30).tags).toEqual([
      { conditionId: 'migraine', start: 0, end: 2, confidence: 'sure' },
      { conditionId: 'sciatica', start: 3, end: 11, confidence: 'sure', rule: 'synonym' },
      { conditionId: 'insomnia', start: 20, end: 25, confidence: 'suggested', rule: 'synonym' },
    ]);
  });

  it('leaves out what a person removed and names it', () => {
    const removed = { action: 'removed', conditionId: 'sciatica' } as const;

    expect(toTagViews([aTag()], [removed], 30)).toEqual({ tags: [], removedConditions: ['sciatica'] });
  });

  it('names a removed parent that a child implies, and keeps the child', () => {
    const removed = { action: 'removed', conditionId: 'back-pain' } as const;

    const { tags, removedConditions } = toTagViews([aTag({ conditionId: 'low-back-pain' })], [removed], 30);

    expect(tags.map(({ conditionId }) => conditionId)).toEqual(['low-back-pain']);
    expect(removedConditions).toEqual(['back-pain']);
  });

  it('does not name a removed condition that the machine never found', () => {
    const removed = { action: 'removed', conditionId: 'migraine' } as const;

    expect(toTagViews([aTag()], [removed], 30).removedConditions).toEqual([]);
  });

  it('takes a person’s mark of the very same words for the machine’s tag, confirmed', () => {
    const confirmed = { action: 'added', conditionId: 'sciatica', start: 3, end: 11 } as const;

    expect(toTagViews([aTag({ confidence: 'suggested' })], [confirmed], 30).tags).toEqual([
      { conditionId: 'sciatica', start: 3, end: 11, confidence: 'sure' },
    ]);
  });

  it('leaves out words beyond the end of the text', () => {
    expect(toTagViews([aTag({ end: 31 })], [], 30).tags).toEqual([]);
  });
});
