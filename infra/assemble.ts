import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { FUNCTIONS_DIST, SITE_DIST } from './dist.ts';

/** What the local runtime boots. */
export interface Assembly {
  /** Folder of the synthesized templates of the `local` environment. */
  readonly assembly: string;
  /** Folder of the files that the CDN serves. */
  readonly site: string;
}

const OUTPUT: Assembly = { assembly: 'cdk.out/local', site: SITE_DIST };
const STAMP = 'dist/assembled';
/** What must still be there, whatever the stamp says: one of each step. */
const PRODUCTS = [FUNCTIONS_DIST, `${OUTPUT.assembly}/manifest.json`, `${OUTPUT.site}/index.html`];
/** Everything that what is assembled depends on. */
const INPUTS = '{functions,infra,web-admin,web-embed}/**/*.{ts,tsx,json,css,html,svg}';

/**
 * Builds and synthesizes what the local runtime boots, unless nothing has changed since the last time.
 *
 * @param onStep told what is being done, in words
 */
export async function assembleLocal(onStep: (step: string) => void = () => undefined): Promise<Assembly> {
  const fingerprint = fingerprintOf(['package-lock.json', 'cdk.json', ...globSync(INPUTS).sort()]);
  if ([STAMP, ...PRODUCTS].every((file) => existsSync(file)) && readFileSync(STAMP, 'utf8') === fingerprint)
    return OUTPUT;
  // Heavy to load, and seldom needed.
  const { buildFunctions, buildSite } = await import('./build.ts');
  await rm(STAMP, { force: true });
  onStep('Building the functions');
  await Promise.all([buildFunctions(), rm(OUTPUT.assembly, { recursive: true, force: true })]);
  onStep('Synthesizing the app, building the admin page and the embed');
  // In a process of its own: at the same time, and what it needs of memory is given back.
  const synthesize = promisify(execFile)(process.execPath, ['infra/app.ts', 'local', OUTPUT.assembly]);
  await Promise.all([synthesize, buildSite()]);
  await writeFile(STAMP, fingerprint);
  return OUTPUT;
}

function fingerprintOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    if (statSync(file).isFile()) hash.update(`${file}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}
