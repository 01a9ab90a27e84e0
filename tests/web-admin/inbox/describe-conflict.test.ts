import { describe, expect, it } from 'vitest';
import { describeConflict } from '../../../web-admin/inbox/describe-conflict.ts';
import { NOW } from '../../support/builders.ts';
import { aDetailView, aReviewView } from './a-review-view.ts';

const NEEDS = {
  memberName: 'Sam',
  now: Date.parse(NOW) + 2 * 60_000,
  label: (id: string) => (id === 'sciatica' ? 'Sciatica' : id),
};
const SHOW = { kind: 'decide', status: 'shown' } as const;
const seen = aReviewView();
const notShown = (decidedBy: string) =>
  aDetailView({
    status: 'not-shown',
    queue: 'not-shown',
    reason: 'duplicate',
    decidedBy,
    decidedAt: NOW,
    version: 2,
    history: [{ action: 'not-shown', by: decidedBy, at: NOW, reason: 'duplicate' }],
  });

describe('describeConflict', () => {
  it('says who decided what and when, and asks', () => {
    expect(describeConflict({ seen, ask: SHOW, present: notShown('Ana') }, NEEDS)).toEqual({
      kind: 'choose',
      title: 'Somebody was faster',
      text: 'Ana decided this 2 minutes ago: not shown (posted twice). Keep Ana’s or change it?',
      keep: 'Keep Ana’s',
      change: 'Change it: show',
    });
  });

  it('speaks of “you” when it was the person’s own other window', () => {
    expect(describeConflict({ seen, ask: SHOW, present: notShown('Sam') }, NEEDS)).toMatchObject({
      text: 'You decided this 2 minutes ago: not shown (posted twice). Keep that or change it?',
    });
  });

  it('asks nothing when it was decided alike', () => {
    const present = aDetailView({ status: 'shown', queue: 'shown', decidedBy: 'Ana', decidedAt: NOW });

    expect(describeConflict({ seen, ask: SHOW, present }, NEEDS)).toEqual({
      kind: 'settled',
      text: 'Ana has already shown it.',
    });
  });

  it('asks about another reason', () => {
    const ask = { kind: 'decide', status: 'not-shown', reason: 'legal' } as const;

    expect(describeConflict({ seen, ask, present: notShown('Ana') }, NEEDS).kind).toBe('choose');
  });

  it('has changed words read again before anything is decided', () => {
    const present = aDetailView({ contentHash: 'w2.a1.-', version: 2 });

    expect(describeConflict({ seen, ask: SHOW, present }, NEEDS)).toMatchObject({
      kind: 'read-again',
      title: 'The words changed',
      text: 'While you were reading, the words changed at Google. What you chose is not saved: read them again and decide again.',
    });
  });

  it('says what was touched when nobody decided', () => {
    const present = aDetailView({
      version: 2,
      history: [{ action: 'condition-added', by: 'Ana', at: NOW, conditionId: 'sciatica' }],
    });

    expect(describeConflict({ seen, ask: SHOW, present }, NEEDS)).toMatchObject({
      kind: 'choose',
      text: 'Ana marked words that say Sciatica, 2 minutes ago. What you chose is not saved yet.',
      keep: 'Leave it',
      change: 'Show it',
    });
  });

  it('says who put a review back that was to be put elsewhere', () => {
    const shown = aReviewView({ status: 'shown', queue: 'shown', decidedBy: 'Sam', decidedAt: NOW });
    const present = aDetailView({ version: 3, history: [{ action: 'put-back', by: 'Ana', at: NOW }] });
    const ask = { kind: 'decide', status: 'not-shown', reason: 'legal' } as const;

    expect(describeConflict({ seen: shown, ask, present }, NEEDS)).toMatchObject({
      text: 'Ana put it back to waiting 2 minutes ago. Keep Ana’s or change it?',
    });
  });
});
