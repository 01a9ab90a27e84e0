import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../functions/moderation/lexicon.ts';
import { tagLine } from '../../functions/moderation/tag-line.ts';

const lookup = readLexicon();

describe('tagLine', () => {
  it('parts what is sure from what is suggested', () => {
    expect(tagLine('{"id":"a","text":"I have sciatica. My knees feel great."}', lookup)).toEqual({
      id: 'a',
      conditions: [{ id: 'sciatica', start: 7, end: 15, rule: 'synonym:sciatica', confidence: 'sure' }],
      suggested: [{ id: 'knee-pain', start: 20, end: 25, rule: 'well:knee', confidence: 'suggested' }],
      flags: [],
    });
  });

  it('answers a bad line with its error, and its id where it has one', () => {
    expect(tagLine('{"id":"a"', lookup)).toEqual({ error: expect.any(String) });
    expect(tagLine('{"id":"a","text":7}', lookup)).toEqual({ id: 'a', error: expect.any(String) });
    expect(tagLine('{"text":"b"}', lookup)).toEqual({ error: expect.any(String) });
  });
});
