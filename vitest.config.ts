import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['tests/support/assemble.ts'],
    include: ['tests/**/*.test.ts'],
    // Every core: by itself Vitest leaves one idle, which on two of them is half.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
  },
});
