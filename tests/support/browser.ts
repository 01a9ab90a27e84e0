import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { EXPECT_MS } from './limits.ts';

/** How a test's browser differs from the usual one. */
export interface BrowserOptions {
  /**
   * Chromium's `--host-resolver-rules`. By default every `*.test` name is 127.0.0.1, so that `clinic.test` and
   * `embed.test` are separate sites, and any other name but localhost is not found: no test reaches the network.
   */
  readonly hostRules?: string;
  /** Further command-line switches. */
  readonly args?: readonly string[];
}

const HOST_RULES = 'MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1';

const INSTALLED = [
  '/usr/bin/chromium-headless-shell',
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
];

const run = promisify(execFile);
const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const packageFolder = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));

/**
 * Gives a test file one Chromium: call it once at the top of the file or of a `describe`. The browser starts before
 * the tests and is closed after them.
 *
 * @returns a function that gives the browser; to be called inside hooks and tests only
 */
export function useBrowser(options: BrowserOptions = {}): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await startBrowser(options);
  });
  afterAll(async () => {
    await browser?.close();
  });
  return () => {
    if (!browser) throw new Error('The browser starts with the tests; ask for it inside a hook or a test.');
    return browser;
  };
}

/** Starts a Chromium that the caller closes; it also ends with the process. Debian's own is taken where installed. */
export async function startBrowser({
  hostRules = HOST_RULES,
  args = [],
}: BrowserOptions = {}): Promise<Browser> {
  const browser = await chromium.launch({
    ...(await findChromium()),
    args: [
      `--host-resolver-rules=${hostRules}`,
      '--disable-domain-reliability',
      '--no-pings',
      '--font-render-hinting=none',
      ...args,
    ],
  });
  browser.on('context', (context) => context.setDefaultTimeout(EXPECT_MS));
  return browser;
}

async function findChromium(): Promise<Pick<LaunchOptions, 'executablePath' | 'env'>> {
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed) return { executablePath: installed };
  const folder = await unpacked();
  const env = {
    ...process.env,
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
  };
  return { executablePath: join(folder, 'chromium'), env };
}

/**
 * The folder of the packaged Chromium, unpacked on first use. Another process unpacks it beside the final place and
 * the folder is moved there whole: a binary that is still open for writing cannot be started (ETXTBSY).
 */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const cache = join(projectFolder, 'node_modules', '.cache', 'chromium');
  const folder = join(cache, version);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'unpacking-'));
  await unpackInto(fresh);
  await writeFile(join(fresh, 'fonts.conf'), fontsConf(folder));
  try {
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function unpackInto(folder: string): Promise<void> {
  const archives = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) =>
    join(packageFolder, 'bin', name),
  );
  const script = `
    import { inflate } from '@sparticuz/chromium';
    await Promise.all(${JSON.stringify(archives)}.map((archive) => inflate(archive)));
  `;
  await run(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: projectFolder,
    env: { ...process.env, TMPDIR: folder },
  });
}

/** The package's font first, so that pictures look alike everywhere; the machine's own for what it lacks. */
function fontsConf(folder: string): string {
  const preferred = ['sans-serif', 'system-ui', 'ui-sans-serif'].map(
    (family) =>
      `<alias binding="same"><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  ${preferred.join('\n  ')}
</fontconfig>
`;
}
