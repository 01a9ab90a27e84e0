import { globSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, normalize, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FUNCTIONS_DIST } from '../../infra/dist.ts';
import { type Ended, runNode } from '../support/run-node.ts';

const MOST_BYTES = 600_000;
const FOUNDATIONS = ['domain', 'platform', 'store'];

const entries = globSync('functions/**/*.lambda.ts')
  .map((file) => file.slice('functions/'.length, -'.lambda.ts'.length))
  .sort();

/** The files that went into a bundle, from the project's folder on, as its source map names them. */
function filesIn(entry: string): readonly string[] {
  const folder = join(FUNCTIONS_DIST, entry);
  const { sources }: { sources: string[] } = JSON.parse(readFileSync(join(folder, 'index.mjs.map'), 'utf8'));
  return sources.map((source) => normalize(join(folder, source)));
}

describe('buildFunctions', () => {
  it('makes one bundle of each entry, and nothing else', () => {
    const built = globSync('**/index.mjs', { cwd: FUNCTIONS_DIST }).map((file) =>
      file.replace('/index.mjs', ''),
    );

    expect(entries.length).toBeGreaterThanOrEqual(7);
    expect(built.sort()).toEqual(entries);
  });

  it.each(entries)('keeps the bundle of %s small', (entry) => {
    const { size } = statSync(join(FUNCTIONS_DIST, entry, 'index.mjs'));

    expect(size).toBeGreaterThan(50_000);
    expect(size).toBeLessThanOrEqual(MOST_BYTES);
  });

  it.each(entries)('puts into %s its own stage and the foundations, no other stage', (entry) => {
    const [stage = ''] = entry.split('/');

    const ours = filesIn(entry).filter((file) => !file.includes('node_modules/'));

    expect(ours).toContain(`functions/${entry}.lambda.ts`);
    const allowed = [
      'infra/lambda-credentials.ts',
      ...[stage, ...FOUNDATIONS].map((name) => `functions/${name}/`),
    ];
    expect(ours.filter((file) => !allowed.some((beginning) => file.startsWith(beginning)))).toEqual([]);
  });

  it.each(entries)('puts into %s no package that only development needs', (entry) => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

    const packages = new Set(
      filesIn(entry).flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(file)?.[1] ?? []),
    );

    expect(packages.size).toBeGreaterThan(3);
    expect([...packages].filter((name) => name in devDependencies && !(name in dependencies))).toEqual([]);
    expect(packages).not.toContain('@aws-sdk/credential-provider-node');
  });

  it.each(entries)('lets %s write to no console by itself', (entry) => {
    const ours = filesIn(entry).filter((file) => file.startsWith('functions/'));

    expect(ours.filter((file) => /\bconsole\./u.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('leaves no source text in the maps', () => {
    const maps = globSync(`${FUNCTIONS_DIST}/**/*.map`).map((file) => JSON.parse(readFileSync(file, 'utf8')));

    expect(maps.filter(({ sourcesContent }) => sourcesContent?.some(Boolean))).toEqual([]);
  });
});

describe('npm run build', () => {
  let folder: string;
  let ended: Ended;
  beforeAll(async () => {
    // Elsewhere, as other tests run what lies in dist/.
    folder = mkdtempSync(join(tmpdir(), 'build-'));
    for (const name of ['functions', 'infra', 'web-admin', 'web-embed', 'node_modules', 'package.json']) {
      symlinkSync(resolve(name), join(folder, name));
    }
    ended = await runNode(['infra/commands/build.ts'], { cwd: folder });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('prints a table of how large everything became, and on the wire what travels to a browser', () => {
    const rows = new Map(
      Array.from(
        ended.stdout.matchAll(/│ ([\w/-]+) +│ '([\d,]+)' +│ '([\d,]*)' +│/gu),
        ([, name, ...sizes]) => [name, sizes],
      ),
    );

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect([...rows.keys()].sort()).toEqual([...entries, 'web-admin', 'web-embed'].sort());
    for (const entry of entries) {
      const bytes = statSync(join(folder, FUNCTIONS_DIST, entry, 'index.mjs')).size;
      expect(rows.get(entry)).toEqual([bytes.toLocaleString('en'), '']);
    }
    expect(rows.get('web-embed')).toEqual([expect.stringMatching(/^\d/u), expect.stringMatching(/^\d/u)]);
  });

  it('builds the same bytes in any folder', () => {
    const differing = entries.filter((entry) => {
      const file = join(FUNCTIONS_DIST, entry, 'index.mjs');
      return !readFileSync(file).equals(readFileSync(join(folder, file)));
    });

    expect(differing).toEqual([]);
  });
});
