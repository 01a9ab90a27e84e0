import { describe, expect, it } from 'vitest';
import { type Ask, foresee, reverse, toRequest } from '../../../web-admin/inbox/change.ts';
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

  it('takes a first addition and a first removal away, with what the machine had found', () => {
    const back = (ask: Ask) => reverse(aReviewView(), ask);

    expect(back(BACK)).toEqual({ kind: 'clear', conditionId: 'low-back-pain', tags: [] });
    expect(back({ kind: 'remove', conditionId: 'sciatica' })).toEqual({
      kind: 'clear',
      conditionId: 'sciatica',
      tags: [aTag()],
    });
  });

  it('brings back the words a person had marked before', () => {
    const marked = { action: 'added', conditionId: 'low-back-pain', start: 24, end: 37 } as const;

    expect(reverse(aReviewView({ corrections: [marked] }), BACK)).toEqual({
      kind: 'add',
      conditionId: 'low-back-pain',
      start: 24,
      end: 37,
    });
  });

  it('removes again what a person had removed before, though the machine no longer finds it', () => {
    const removed = { action: 'removed', conditionId: 'low-back-pain' } as const;

    expect(reverse(aReviewView({ corrections: [removed] }), BACK)).toEqual({
      kind: 'remove',
      conditionId: 'low-back-pain',
    });
  });

  it('leaves a review exactly as it was before, on the screen at once', () => {
    const before = aReviewView({ tags: [aTag(), aTag({ start: 20, end: 24, confidence: 'suggested' })] });
    for (const ask of [BACK, { kind: 'remove', conditionId: 'sciatica' }] as const) {
      const after = foresee(before, ask, SAM);
      expect(after).not.toEqual(before);
      expect(foresee(after, reverse(before, ask), SAM)).toEqual(before);
    }
  });

  it('takes back a withdrawn consent’s decision with who and when, and lets wait what the policy had shown', () => {
    const withdrawal = { askedBy: 'guardian', askedOn: '2026-11-20' } as const;
    const why = { status: 'not-shown', reason: 'consent-withdrawn', withdrawal } as const;
    const show = { kind: 'decide', status: 'shown' } as const;

    expect(reverse(aReviewView({ queue: 'not-shown', ...why }), show)).toEqual({ kind: 'decide', ...why });
    expect(reverse(aReviewView({ status: 'shown', isShownByPolicy: true }), show)).toEqual({
      kind: 'decide',
      status: 'waiting',
    });
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
