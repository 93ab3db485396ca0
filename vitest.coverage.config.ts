// Branch coverage of the store, the lock and the event log, by the tests that call them in this process.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { pinnedEnv } from './test/support/pinned-env.ts';
import base from './vitest.config.ts';

const runTicketsHere = fileURLToPath(new URL('test/support/run-tickets-here.ts', import.meta.url));

/** They take minutes, and what they call is called by the others, too. */
const LONG = ['crash-points', 'power-loss', 'mutants', 'writers', 'creators', 'readers', 'real-kills'];

/** What writes, reads and completes an event log, beside all of src/store. */
const FORMAT = [
  ...['code-fence', 'event-header', 'event-id', 'event-kinds', 'event-lines', 'header-lines', 'quote-body'],
  ...['redaction', 'serialize-event', 'sha256', 'thread'],
];
const EVENTS = [
  ...['add-event', 'change-status', 'project-redaction', 'record-event', 'redact-text', 'status-after', 'torn-tail'],
  'unfinished',
];

export default defineConfig({
  ...base,
  resolve: {
    // Whole command lines run in this process, where they are seen.
    alias: [{ find: /^\.{1,2}\/(?:support\/)?run-tickets\.ts$/, replacement: runTicketsHere }],
  },
  test: {
    ...base.test,
    projects: undefined,
    include: ['test/{format,store,tickets}/**/*.test.ts', 'test/cli/{settle,edited-slugs}.test.ts'],
    exclude: LONG.map((name) => `test/store/${name}.test.ts`),
    // Nothing here runs the built program.
    globalSetup: [],
    env: pinnedEnv(),
    // Every file of tests would load all of the source again, and that takes longer than its tests.
    isolate: false,
    coverage: {
      enabled: true,
      provider: 'v8',
      include: [
        'src/store/**',
        ...FORMAT.map((name) => `src/format/${name}.ts`),
        ...EVENTS.map((name) => `src/tickets/${name}.ts`),
      ],
      // What lacks something is all that is worth a line.
      reporter: [['text', { skipFull: true }], 'json'],
      reportOnFailure: true,
      thresholds: { branches: 100 },
    },
  },
});
