import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

export default defineConfig({
  define: { __TICKETS_VERSION__: JSON.stringify(version) },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build-once.ts'],
    // No test is about time: on a busy machine the longest ones take ten minutes.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // Whole CLI runs start processes: more files at once than cores only makes each slower.
    maxWorkers: 2,
  },
});
