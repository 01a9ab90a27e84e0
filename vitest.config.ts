import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that start processes, or look at what their own process does: each file has one to itself. */
const APART = ['tests/{infra,journeys}/**/*.test.ts'];
/** Takes both processors, and has a time to keep. */
const LAST = ['tests/faults/**/*.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['tests/support/assemble.ts'],
    // Most files wait for a browser or an engine some of the time; by itself Vitest leaves a core idle.
    maxWorkers: availableParallelism() + 1,
    // Long enough for a busy machine: what hangs still ends, and nothing depends on how fast it is.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    projects: [
      { extends: true, test: { name: 'apart', include: APART } },
      // The others share a few processes: to start one and load everything anew takes most of what many of them take.
      {
        extends: true,
        test: {
          name: 'together',
          include: ['tests/**/*.test.ts'],
          exclude: [...APART, ...LAST],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'last', include: LAST, sequence: { groupOrder: 1 } } },
    ],
  },
});
