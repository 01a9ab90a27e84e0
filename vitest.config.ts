import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['tests/support/assemble.ts'],
    include: ['tests/**/*.test.ts'],
    // Most files wait for a browser or an engine some of the time; by itself Vitest leaves a core idle.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
  },
});
