import { describe, expect, it } from 'vitest';
import { conditionsOf, quote } from '../../../web-admin/inbox/conditions-of.ts';
import { aTag } from './a-review-view.ts';

describe('conditionsOf', () => {
  it('names a condition once, with all its words in text order', () => {
    expect(conditionsOf([aTag({ start: 20, end: 28 }), aTag()])).toEqual([
      {
        conditionId: 'sciatica',
        isSuggested: false,
        spans: [
          { start: 3, end: 11 },
          { start: 20, end: 28 },
        ],
      },
    ]);
  });

  it('is a suggestion only while none of its words is sure', () => {
    const guess = aTag({ confidence: 'suggested' });

    expect(conditionsOf([guess])[0]?.isSuggested).toBe(true);
    expect(conditionsOf([guess, aTag({ start: 20, end: 28 })])[0]?.isSuggested).toBe(false);
  });

  it('counts words once that the machine and a person marked alike', () => {
    const { rule: _, ...marked } = aTag();

    expect(conditionsOf([aTag(), marked])[0]?.spans).toHaveLength(1);
  });
});

describe('quote', () => {
  it('quotes the words', () => {
    expect(
      quote('my back, my neck', [
        { start: 3, end: 7 },
        { start: 12, end: 16 },
      ]),
    ).toBe('“back”, “neck”');
  });
});
