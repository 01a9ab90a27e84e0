import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { minify } from 'vite';
import { drawHowChosen, HOW_CHOSEN_LANGUAGES, howChosenFile } from './how-chosen.ts';
import { words } from './words.ts';

/** The built script. */
export interface BuiltEmbed {
  /** Path of the copy that never changes, below the folder built into. */
  readonly immutablePath: string;
  /** Subresource integrity of that copy, for the snippet. */
  readonly integrity: string;
  readonly bytes: number;
  readonly brotliBytes: number;
}

const folder = dirname(fileURLToPath(import.meta.url));

/** Fields that no other part of a page or of the feed has: their names in the script can be of one letter. */
const SCENE_FIELDS = ['words', 'head', 'home', 'now', 'lapsesAt'];
const SHELF_FIELDS = ['shelf', 'taken', 'hasMore', 'takeMore'];
const OWN_NAMES = new RegExp(
  `^(?:${[...Object.keys(words.en), ...SCENE_FIELDS, ...SHELF_FIELDS, 'feed', 'sheet', 'page', 'path', 'needs'].join('|')})$`,
);

/** Browsers with custom states of 2023: adopted style sheets, `color-mix()`. */
const TARGET = ['chrome111', 'firefox113', 'safari16.4'];

/**
 * Builds the embed: `embed/v1/clinic-reviews.js`, the same under a name with its hash, `embed/integrity.json`, and
 * the page that says how reviews are chosen, in each language.
 *
 * @param outdir folder to build into, such as the one that is uploaded; made when absent
 */
export async function buildEmbed(outdir: string): Promise<BuiltEmbed> {
  const script = await bundle();
  const hash = createHash('sha256').update(script).digest('hex').slice(0, 12);
  const built: BuiltEmbed = {
    immutablePath: `embed/clinic-reviews.${hash}.js`,
    integrity: `sha384-${createHash('sha384').update(script).digest('base64')}`,
    bytes: script.byteLength,
    brotliBytes: brotliCompressSync(script).byteLength,
  };
  await mkdir(join(outdir, 'embed', 'v1'), { recursive: true });
  const { immutablePath, integrity } = built;
  await Promise.all([
    writeFile(join(outdir, 'embed', 'v1', 'clinic-reviews.js'), script),
    writeFile(join(outdir, immutablePath), script),
    writeFile(join(outdir, 'embed', 'integrity.json'), `${JSON.stringify({ immutablePath, integrity })}\n`),
    ...HOW_CHOSEN_LANGUAGES.map((language) =>
      writeFile(join(outdir, 'embed', howChosenFile(language)), drawHowChosen(language)),
    ),
  ]);
  return built;
}

async function bundle(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    // In this order brotli makes the least of it.
    stdin: {
      contents:
        "import './style.css'; import './source-link.ts'; import './words.ts'; import './fallback.ts'; import './clinic-reviews.ts';",
      resolveDir: folder,
    },
    bundle: true,
    format: 'esm',
    target: TARGET,
    charset: 'utf8',
    legalComments: 'none',
    tsconfigRaw: '{}',
    mangleProps: OWN_NAMES,
    write: false,
    plugins: [styleAsText],
  });
  const [script] = outputFiles;
  if (!script) throw new Error('The embed was not built.');
  // Smaller than what esbuild makes of it by itself.
  const { code, errors } = await minify('clinic-reviews.js', script.text, { module: true });
  if (errors.length) throw new Error(errors.join());
  return new TextEncoder().encode(`(()=>{${code}})()`);
}

/** Gives `style.css` to the script as a small text. */
const styleAsText: Plugin = {
  name: 'style-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /style\.css$/ }, async ({ path }) => {
      const { outputFiles } = await build({ entryPoints: [path], bundle: true, minify: true, write: false });
      const code = outputFiles[0]?.text ?? '';
      const css = code
        .trim()
        .replaceAll(', ', ',')
        .replaceAll(': ', ':')
        .replace(/="(\w+)"/g, '=$1');
      return { contents: `export const css = ${JSON.stringify(css)};`, loader: 'js' };
    });
  },
};
