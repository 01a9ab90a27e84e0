import { beforeAll, describe, expect, it } from 'vitest';
import { runNode } from '../support/run-node.ts';

let lines: readonly Readonly<Record<string, unknown>>[];
beforeAll(async () => {
  const env = { POWERTOOLS_SERVICE_NAME: 'sources/pull' };
  const { stdout, stderr } = await runNode(['tests/platform/child-log.ts'], { env });
  lines = `${stdout}${stderr}`
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
});

describe('log', () => {
  it('writes one line of JSON for each event, with its level, its function and its fields', () => {
    expect(lines).toHaveLength(4);
    expect(lines.map(({ level }) => level)).toEqual(expect.arrayContaining(['INFO', 'WARN', 'ERROR']));
    expect(lines.find(({ message }) => message === 'review.stored')).toMatchObject({
      service: 'sources/pull',
      reviewId: 'r1',
      count: 3,
      isNew: true,
    });
  });

  it('writes an error with its stack and its cause', () => {
    const { error } = lines.find(({ subject }) => subject === 'clinic-1') ?? {};

    expect(error).toMatchObject({
      message: 'It failed.',
      stack: expect.stringContaining('child-log'),
      cause: { message: 'Deeper.' },
    });
  });

  it('writes nothing of what was thrown that is no error', () => {
    expect(JSON.stringify(lines)).not.toContain('sciatica');
    expect(JSON.stringify(lines)).toContain('not an Error');
  });
});
