import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Whole CLI runs start processes: more files at once than cores only makes each slower.
    maxWorkers: 2,
  },
});
