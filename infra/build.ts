import { build } from 'esbuild';
import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/** Where the bundles of the functions lie; `infra/lambda.ts` deploys from here. */
export const FUNCTIONS_DIST = 'dist/functions';

/** The size of something built. */
export interface Built {
  /** As written in a table: `sources/pull`. */
  readonly name: string;
  readonly bytes: number;
}

/** Some packages reach for `require`; an ES module has none unless it makes one. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** node-fetch asks for it only where Node has no streams of its own. */
const NEVER_LOADED = ['web-streams-polyfill/*'];

/**
 * Bundles every `*.lambda.ts` in one pass, each into its own folder with a linked source map.
 *
 * @returns the bundles, by entry
 */
export async function buildFunctions(): Promise<readonly Built[]> {
  await rm(FUNCTIONS_DIST, { recursive: true, force: true });
  const entries = globSync('functions/**/*.lambda.ts').map((file) => file.slice('functions/'.length, -'.lambda.ts'.length));
  const { metafile } = await build({
    entryPoints: Object.fromEntries(entries.map((entry) => [`${entry}/index`, `functions/${entry}.lambda.ts`])),
    outdir: FUNCTIONS_DIST,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': new URL('lambda-credentials.ts', import.meta.url).pathname },
    external: NEVER_LOADED,
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
