import { join } from 'node:path';
import { build } from 'vite';

/**
 * Builds the admin page: `index.html` and `favicon.svg` to be looked up anew each time, and `assets/` whose names
 * change with their content. Always for production, whatever the environment of the caller says.
 *
 * @param outDir folder to fill, emptied first
 * @throws Error when the page cannot be built
 */
export async function buildAdmin(outDir: string): Promise<void> {
  await build({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { development: false } },
    build: { outDir, emptyOutDir: true },
  });
}
