import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runNode } from '../support/run-node.ts';

/** A Node on this machine that is too old; `undefined` where there is none. */
const oldNode = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(delimiter)]
  .map((folder) => join(folder, 'node'))
  .find((node) => {
    try {
      return Number(execFileSync(node, ['-p', 'process.versions.node.split(".")[0]']).toString()) < 24;
    } catch {
      return false;
    }
  });

const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;
const commands = Object.entries(scripts).filter(([, script]) => script.startsWith('node '));

describe('check-node', () => {
  it('stands before every command of ours', () => {
    expect(commands.length).toBeGreaterThanOrEqual(7);
    expect(
      commands.filter(([, script]) => !script.startsWith('node --import ./infra/check-node.mjs ')),
    ).toEqual([]);
  });

  it('lets the Node pass that runs the tests', async () => {
    expect(await runNode(['--import', './infra/check-node.mjs', '-p', '1'])).toMatchObject({
      code: 0,
      stdout: '1\n',
    });
  });

  it.skipIf(!oldNode).each(commands)(
    'says in one sentence that an older Node is too old: npm run %s',
    async (_, script) => {
      const words = script.split(' ').slice(1);

      const { code, stdout, stderr } = await runNode(words, { node: oldNode ?? '' });

      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(
        /^Node \d+\.\d+\.\d+ is too old, this needs 24\. On Linux x64 "npm ci" brings it; elsewhere install Node 24\.\n$/u,
      );
    },
  );
});
