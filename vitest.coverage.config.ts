// Branch coverage of the store, the lock and the event log, by the tests that call them in this process.
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import { pinnedEnv } from './test/support/pinned-env.ts';
import base from './vitest.config.ts';

const runTicketsHere = fileURLToPath(new URL('test/support/run-tickets-here.ts', import.meta.url));

/** What writes, reads and completes an event log, beside all of src/store. */
const EVENT_LOG = [
  ...['code-fence', 'event-header', 'event-id', 'event-kinds', 'event-lines', 'header-lines', 'quote-body'],
  ...['redaction', 'serialize-event', 'sha256-start', 'thread'],
].map((name) => `src/format/${name}.ts`);
const EVENTS = [
  ...['add-event', 'change-status', 'project-redaction', 'record-event', 'redact-text', 'status-after', 'torn-tail'],
  'unfinished',
].map((name) => `src/tickets/${name}.ts`);

export default mergeConfig(
  base,
  defineConfig({
    resolve: {
      // Whole command lines run in this process, where they are seen.
      alias: [{ find: /^\.{1,2}\/(?:support\/)?run-tickets\.ts$/, replacement: runTicketsHere }],
    },
    test: {
      env: pinnedEnv(),
      // Every file of tests would load all of the source again, and that takes longer than its tests.
      isolate: false,
      coverage: {
        enabled: true,
        provider: 'v8',
        include: ['src/store/**', ...EVENT_LOG, ...EVENTS],
        reporter: ['text', 'json'],
        reportOnFailure: true,
        thresholds: { branches: 100 },
      },
    },
  }),
);
