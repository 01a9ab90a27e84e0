import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mark, splitIntoSegments } from '../../../web-admin/inbox/split-into-segments.ts';

const mark = (conditionId: string, start: number, end: number, isSuggested = false): Mark => ({
  conditionId,
  start,
  end,
  isSuggested,
});

const said = (text: string, marks: readonly Mark[]) =>
  splitIntoSegments(text, marks).map((segment) => [
    segment.text,
    ...segment.marks.map(({ conditionId }) => conditionId),
  ]);

const anyMark = fc.record({
  conditionId: fc.constantFrom('sciatica', 'back-pain', 'stress'),
  start: fc.integer({ min: -5, max: 60 }),
  end: fc.integer({ min: -5, max: 60 }),
  isSuggested: fc.boolean(),
});

describe('splitIntoSegments', () => {
  it('cuts where a mark begins and ends', () => {
    expect(said('my lower back hurts', [mark('back-pain', 3, 13)])).toEqual([
      ['my '],
      ['lower back', 'back-pain'],
      [' hurts'],
    ]);
  });

  it('gives both conditions to words that two marks share', () => {
    expect(said('abcdef', [mark('stress', 0, 4), mark('sciatica', 2, 6)])).toEqual([
      ['ab', 'stress'],
      ['cd', 'stress', 'sciatica'],
      ['ef', 'sciatica'],
    ]);
  });

  it('names the longer of two nested marks first', () => {
    expect(said('my migraine days', [mark('headache', 3, 11), mark('migraine', 0, 16)])[1]).toEqual([
      'migraine',
      'migraine',
      'headache',
    ]);
  });

  it('takes the sure one of two equal marks', () => {
    const [segment] = splitIntoSegments('sleep', [
      mark('insomnia', 0, 5, true),
      mark('insomnia', 0, 5),
      mark('insomnia', 0, 5, true),
    ]);

    expect(segment?.marks).toEqual([mark('insomnia', 0, 5)]);
  });

  it('leaves out what lies outside of the text', () => {
    expect(said('abc', [mark('stress', 2, 9), mark('sciatica', 7, 9), mark('tmj', 1, 1)])).toEqual([
      ['ab'],
      ['c', 'stress'],
    ]);
  });

  it('gives nothing for an empty text', () => {
    expect(splitIntoSegments('', [mark('stress', 0, 3)])).toEqual([]);
  });

  it('never loses, doubles or moves a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(anyMark), (text, marks) => {
        const segments = splitIntoSegments(text, marks);
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        for (const { start, text: part } of segments) expect(text.startsWith(part, start)).toBe(true);
      }),
    );
  });

  it('marks a character exactly when one of its marks covers it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(anyMark), (text, marks) => {
        for (const { start, text: part, marks: here } of splitIntoSegments(text, marks)) {
          const end = start + part.length;
          const covering = marks.filter((one) => one.start <= start && one.end >= end && one.start < one.end);
          expect(new Set(here.map(({ conditionId }) => conditionId))).toEqual(
            new Set(covering.map(({ conditionId }) => conditionId)),
          );
        }
      }),
    );
  });
});
