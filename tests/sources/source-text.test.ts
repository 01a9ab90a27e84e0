import { describe, expect, it } from 'vitest';
import { sourceText } from '../../functions/sources/source-text.ts';

describe('sourceText', () => {
  it('is the same however accents came, so that hash and spans speak of one text', () => {
    const text = 'Été café: my sciatica went away.';

    expect(sourceText.parse(text.normalize('NFD'))).toBe(text);
  });

  it('has no half characters', () => {
    expect(sourceText.parse('a\ud83db')).toBe('a\ufffdb');
  });
});
