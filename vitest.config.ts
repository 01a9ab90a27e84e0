import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['tests/support/assemble.ts'],
    include: ['tests/**/*.test.ts'],
    // Most files wait for a browser or an engine some of the time; by itself Vitest leaves a core idle.
    maxWorkers: availableParallelism() + 1,
    // Long enough for a busy machine: what hangs still ends, and nothing depends on how fast it is.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
  },
});
