import { describe, expect, it } from 'vitest';
import { runNode } from '../../support/run-node.ts';

describe('npm run tag', () => {
  it('answers each line in order, bad ones with what is wrong, and fails at the end', async () => {
    const lines = [
      JSON.stringify({ id: 'a', text: 'My back pain is gone. Never had migraines.' }),
      'no JSON',
      JSON.stringify({ id: 'c' }),
      JSON.stringify({ id: 'd', text: 'Shooting pain down my left leg.' }),
    ];

    const { code, stdout, stderr } = await runNode(['infra/commands/tag.ts'], {
      input: `${lines.join('\n')}\n`,
    });

    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id }) => id)).toEqual(['a', undefined, 'c', 'd']);
    expect(answers[0].conditions).toMatchObject([{ id: 'back-pain', start: 3, end: 12, confidence: 'sure' }]);
    expect(answers[1]).toEqual({ error: 'This line is not JSON.' });
    expect(answers[2].error).toContain('text');
    expect(answers[3].conditions.map(({ id }: { id: string }) => id)).toEqual(['leg-pain']);
    expect(answers[3].suggested.map(({ id }: { id: string }) => id)).toEqual(['sciatica']);
    expect(code).toBe(1);
    expect(stderr).toContain('2 of 4 lines could not be read.');
  });
});
