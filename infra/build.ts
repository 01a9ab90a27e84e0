import { globSync } from 'node:fs';
import { build } from 'esbuild';

const entries = globSync('functions/**/*.lambda.ts');
await build({
  entryPoints: Object.fromEntries(
    entries.map((f) => [f.replace('functions/', '').replace('.lambda.ts', '/index'), f]),
  ),
  outdir: 'dist/functions',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
});
