import { describe, expect, it } from 'vitest';
import type { Correction, Moderation } from '../../functions/domain/moderation.ts';
import type { Tag } from '../../functions/domain/tagging.ts';
import { retagTags } from '../../functions/moderation/retag-tags.ts';
import { aModeration, aReview, aTagging } from '../support/builders.ts';

const review = aReview();
const tag = (conditionId: string, differs: Partial<Tag> = {}): Tag => ({
  conditionId,
  start: 3,
  end: 11,
  rule: 'words',
  confidence: 'sure',
  ...differs,
});

/** What `found` makes of a review that has the tags `before`. */
function retagged(before: readonly Tag[], found: readonly Tag[], moderation?: Partial<Moderation>) {
  const { tags, effects } = retagTags({
    tagging: aTagging(review, { tags: before }),
    found,
    lexiconVersion: 'new',
    moderation: aModeration(review, moderation),
  });
  const stored = tags.map(({ conditionId, confidence, proposedIn }) =>
    [conditionId, confidence, proposedIn].filter(Boolean).join(' '),
  );
  return { stored, effects: effects.map(({ conditionId, effect }) => `${effect} ${conditionId}`) };
}

const WAITING = { status: 'waiting' } as const;
const corrections = (...all: readonly Correction[]) => ({ corrections: all });

describe('retagTags', () => {
  it('proposes what it finds anew in a review that visitors read', () => {
    expect(retagged([tag('sciatica')], [tag('sciatica'), tag('knee-pain')])).toEqual({
      stored: ['sciatica sure', 'knee-pain suggested new'],
      effects: ['proposed knee-pain'],
    });
  });

  it.each(['waiting', 'not-shown'] as const)('is sure of it in a review that is %s', (status) => {
    expect(retagged([], [tag('knee-pain')], { status })).toEqual({
      stored: ['knee-pain sure'],
      effects: ['added knee-pain'],
    });
  });

  it('is sure of it in words that nobody has judged, whatever was decided of others', () => {
    const ofOtherWords = { contentHash: 'other.a1.-' };

    expect(retagged([], [tag('knee-pain')], ofOtherWords).stored).toEqual(['knee-pain sure']);
  });

  it('lets go what it finds no more', () => {
    expect(retagged([tag('sciatica'), tag('knee-pain')], [tag('sciatica')])).toEqual({
      stored: ['sciatica sure'],
      effects: ['removed knee-pain'],
    });
  });

  it('lets go what it has become unsure of', () => {
    expect(retagged([tag('sciatica')], [tag('sciatica', { confidence: 'suggested' })])).toEqual({
      stored: ['sciatica suggested'],
      effects: ['removed sciatica'],
    });
  });

  it('keeps a review under the broader condition while the narrower one is only proposed', () => {
    expect(retagged([tag('back-pain')], [tag('sciatica')])).toEqual({
      stored: ['back-pain sure', 'sciatica suggested new'],
      effects: ['proposed sciatica'],
    });
  });

  it('asks nobody about a broader condition that visitors found it under already', () => {
    expect(retagged([tag('sciatica')], [tag('back-pain')])).toEqual({
      stored: ['back-pain sure'],
      effects: ['removed sciatica'],
    });
  });

  it('asks nobody about what a person marked or removed, and takes nothing of it away', () => {
    const marked = corrections({ action: 'added', conditionId: 'knee-pain', start: 0, end: 2 });
    const removed = corrections({ action: 'removed', conditionId: 'knee-pain' });

    expect(retagged([], [tag('knee-pain')], marked).effects).toEqual([]);
    expect(retagged([tag('knee-pain')], [], marked).effects).toEqual([]);
    expect(retagged([], [tag('knee-pain')], removed).effects).toEqual([]);
    expect(retagged([tag('knee-pain')], [], removed).effects).toEqual([]);
  });

  it('leaves a proposal that waits as it is, and counts it once', () => {
    const waits = tag('knee-pain', { confidence: 'suggested', proposedIn: 'middle' });

    expect(retagged([waits], [tag('knee-pain')])).toEqual({
      stored: ['knee-pain suggested middle'],
      effects: [],
    });
  });

  it('lets a proposal become sure once the review waits for a person', () => {
    const waits = tag('knee-pain', { confidence: 'suggested', proposedIn: 'middle' });

    expect(retagged([waits], [tag('knee-pain')], WAITING).stored).toEqual(['knee-pain sure']);
  });

  it('counts a condition once, however often the words say it', () => {
    const twice = [tag('knee-pain'), tag('knee-pain', { start: 20, end: 24 })];

    expect(retagged([], twice).effects).toEqual(['proposed knee-pain']);
  });
});
