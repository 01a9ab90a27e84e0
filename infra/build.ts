import { globSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import type { Condition } from '../functions/domain/condition.ts';
import { buildAdmin } from '../web-admin/build.ts';
import { buildEmbed } from '../web-embed/build.ts';
import { FUNCTIONS_DIST, SITE_DIST } from './dist.ts';

/** The size of something built. */
export interface Built {
  /** As written in a table: `sources/pull`. */
  readonly name: string;
  readonly bytes: number;
  /** On the wire; only for what travels to a browser. */
  readonly brotliBytes?: number;
}

/** Some packages reach for `require`; an ES module has none unless it makes one. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** node-fetch asks for it only where Node has no streams of its own. */
const NEVER_LOADED = ['web-streams-polyfill/*'];

/**
 * Gives `functions/domain` the conditions of its lexicon without the words that say them: those are for the tagger, which
 * reads the file itself. Saves 67 kB in every other function.
 */
const conditionNames: Plugin = {
  name: 'condition-names',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/lexicon\.json$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path),
      suffix: '?names',
    }));
    onLoad({ filter: /\/lexicon\.json$/ }, ({ path, suffix }) =>
      suffix === '?names'
        ? { contents: withoutWords(readFileSync(path, 'utf8')), loader: 'json' }
        : undefined,
    );
  },
};

function withoutWords(lexicon: string): string {
  const { conditions }: { readonly conditions: readonly Condition[] } = JSON.parse(lexicon);
  const named = conditions.map(({ id, parent, label, staffLabel, isSensitive }) => {
    return { id, parent, label, staffLabel, isSensitive };
  });
  return JSON.stringify({ conditions: named });
}

/**
 * Bundles every `*.lambda.ts` in one pass, each into its own folder with a linked source map.
 *
 * @returns the bundles, by entry
 */
export async function buildFunctions(): Promise<readonly Built[]> {
  await rm(FUNCTIONS_DIST, { recursive: true, force: true });
  const entries = globSync('functions/**/*.lambda.ts').map((file) =>
    file.slice('functions/'.length, -'.lambda.ts'.length),
  );
  const { metafile } = await build({
    entryPoints: Object.fromEntries(
      entries.map((entry) => [`${entry}/index`, `functions/${entry}.lambda.ts`]),
    ),
    outdir: FUNCTIONS_DIST,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': new URL('lambda-credentials.ts', import.meta.url).pathname,
    },
    external: NEVER_LOADED,
    plugins: [conditionNames],
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    banner: { js: REQUIRE },
    metafile: true,
  });
  return entries.map((entry) => ({
    name: entry,
    bytes: metafile.outputs[`${FUNCTIONS_DIST}/${entry}/index.mjs`]?.bytes ?? 0,
  }));
}

/** Builds the admin page and the embed. @returns the admin page's scripts together, and the embed */
export async function buildSite(): Promise<readonly Built[]> {
  await buildAdmin(resolve(SITE_DIST));
  const scripts = globSync('assets/*.js', { cwd: SITE_DIST }).map((file) =>
    readFileSync(join(SITE_DIST, file)),
  );
  const { bytes, brotliBytes } = await buildEmbed(SITE_DIST);
  return [
    {
      name: 'web-admin',
      bytes: sum(scripts.map((script) => script.byteLength)),
      brotliBytes: sum(scripts.map((script) => brotliCompressSync(script).byteLength)),
    },
    { name: 'web-embed', bytes, brotliBytes },
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
