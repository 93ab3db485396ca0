import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** It has a time to keep, and starts so many processes that it takes twice as long beside other tests. */
const ALONE = ['test/store/writers.test.ts'];

export default defineConfig({
  define: { __TICKETS_VERSION__: JSON.stringify(version) },
  test: {
    globalSetup: ['test/support/build-once.ts'],
    // No test is about time: on a busy machine the longest ones take ten minutes.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // Whole CLI runs start processes: more files at once than cores only makes each slower.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'tests', include: ['test/**/*.test.ts'], exclude: ALONE, sequence: { groupOrder: 1 } },
      },
      { extends: true, test: { name: 'alone', include: ALONE, sequence: { groupOrder: 2 } } },
    ],
  },
});
