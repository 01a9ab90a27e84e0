import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { EXPECT_MS, LONG_TEST_MS, TEST_MS } from './tests/support/limits.ts';

/** Tests that start processes, or look at what their own process does: each file has one to itself. */
const APART = ['tests/{infra,journeys}/**/*.test.ts'];
/** Work through much: `npm run test:long`. */
const LONG = ['tests/**/*.long.test.ts'];
/** Takes both processors, and has a time to keep. */
const LAST = ['tests/faults/**/*.long.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['tests/support/assemble.ts'],
    // Most files wait for a browser or an engine some of the time; by itself Vitest leaves a core idle.
    maxWorkers: availableParallelism() + 1,
    testTimeout: TEST_MS,
    hookTimeout: TEST_MS,
    expect: { poll: { timeout: EXPECT_MS } },
    restoreMocks: true,
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    projects: [
      { extends: true, test: { name: 'apart', include: APART, exclude: LONG } },
      // The others share a few processes: to start one and load everything anew takes most of what many of them take.
      {
        extends: true,
        test: {
          name: 'together',
          include: ['tests/**/*.test.ts'],
          exclude: [...APART, ...LONG],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: LONG,
          exclude: LAST,
          testTimeout: LONG_TEST_MS,
          hookTimeout: LONG_TEST_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'long-last',
          include: LAST,
          testTimeout: LONG_TEST_MS,
          hookTimeout: LONG_TEST_MS,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
