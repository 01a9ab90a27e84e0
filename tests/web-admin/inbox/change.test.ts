import { describe, expect, it } from 'vitest';
import { foresee, reverse, toRequest } from '../../../web-admin/inbox/change.ts';
import { NOW } from '../../support/builders.ts';
import { aReviewView, aTag } from './a-review-view.ts';

const SAM = { name: 'Sam', at: NOW };
const BACK = { kind: 'add', conditionId: 'low-back-pain', start: 27, end: 37 } as const;

describe('foresee', () => {
  it('moves a shown review to its queue with who and when', () => {
    expect(foresee(aReviewView(), { kind: 'decide', status: 'shown' }, SAM)).toMatchObject({
      queue: 'shown',
      status: 'shown',
      decidedBy: 'Sam',
      decidedAt: NOW,
      version: 1,
    });
  });

  it('forgets who decided and why when a review is put back', () => {
    const decided = aReviewView({
      queue: 'not-shown',
      status: 'not-shown',
      reason: 'legal',
      decidedBy: 'Olga',
      decidedAt: NOW,
    });

    const next = foresee(decided, { kind: 'decide', status: 'waiting' }, SAM);

    expect(next).toEqual(aReviewView());
  });

  it('leaves a review that its source has removed in the queue of those', () => {
    const removed = aReviewView({ queue: 'removed' });

    expect(foresee(removed, { kind: 'decide', status: 'waiting' }, SAM).queue).toBe('removed');
  });

  it('adds a condition in text order and keeps what the machine found of it', () => {
    const next = foresee(aReviewView({ removedConditions: ['low-back-pain'] }), BACK, SAM);

    expect(next.tags.map(({ conditionId }) => conditionId)).toEqual(['sciatica', 'low-back-pain']);
    expect(next.removedConditions).toEqual([]);
  });

  it('removes every place of a condition', () => {
    const twice = aReviewView({ tags: [aTag(), aTag({ start: 20, end: 24 })] });

    const next = foresee(twice, { kind: 'remove', conditionId: 'sciatica' }, SAM);

    expect(next).toMatchObject({ tags: [], removedConditions: ['sciatica'] });
  });
});

describe('reverse', () => {
  it('takes a decision back to the one before, with its reason', () => {
    const before = aReviewView({ queue: 'not-shown', status: 'not-shown', reason: 'duplicate' });

    expect(reverse(before, { kind: 'decide', status: 'shown' })).toEqual({
      kind: 'decide',
      status: 'not-shown',
      reason: 'duplicate',
    });
  });

  it('takes a first decision back to waiting', () => {
    expect(reverse(aReviewView(), { kind: 'decide', status: 'shown' })).toEqual({
      kind: 'decide',
      status: 'waiting',
    });
  });

  it('removes what was added', () => {
    expect(reverse(aReviewView(), BACK)).toEqual({ kind: 'remove', conditionId: 'low-back-pain' });
  });

  it('marks the same words again after a removal', () => {
    expect(reverse(aReviewView(), { kind: 'remove', conditionId: 'sciatica' })).toEqual({
      kind: 'add',
      conditionId: 'sciatica',
      start: 3,
      end: 11,
    });
  });

  it('brings back the words a person had marked before', () => {
    const { rule: _, ...marked } = aTag({ conditionId: 'low-back-pain', start: 24, end: 37 });

    expect(reverse(aReviewView({ tags: [aTag(), marked] }), BACK)).toMatchObject({ kind: 'add', start: 24 });
  });
});

describe('toRequest', () => {
  it('says what the person saw', () => {
    expect(toRequest({ kind: 'decide', status: 'not-shown', reason: 'abuse' }, aReviewView())).toEqual({
      status: 'not-shown',
      reason: 'abuse',
      seenVersion: 1,
      seenContentHash: 'w1.a1.-',
    });
    expect(toRequest(BACK, aReviewView({ version: 4 }))).toEqual({
      action: 'added',
      conditionId: 'low-back-pain',
      start: 27,
      end: 37,
      seenVersion: 4,
      seenContentHash: 'w1.a1.-',
    });
  });
});
