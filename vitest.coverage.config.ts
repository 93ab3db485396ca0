import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';
import { pinnedEnv } from './test/support/pinned-env.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default mergeConfig(
  base,
  defineConfig({
    resolve: {
      alias: [
        { find: /^\.{1,2}\/(?:support\/)?run-tickets\.ts$/, replacement: here('test/support/run-tickets-here.ts') },
      ],
    },
    test: {
      env: pinnedEnv(),
      coverage: {
        enabled: true,
        provider: 'v8',
        include: [
          'src/store/**',
          'src/format/thread.ts',
          'src/format/event-*.ts',
          'src/format/header-lines.ts',
          'src/format/serialize-event.ts',
          'src/format/quote-body.ts',
          'src/format/redaction.ts',
          'src/format/code-fence.ts',
          'src/format/fences.ts',
          'src/format/sha256-start.ts',
          'src/tickets/record-event.ts',
          'src/tickets/torn-tail.ts',
          'src/tickets/unfinished.ts',
          'src/tickets/add-event.ts',
          'src/tickets/status-after.ts',
          'src/tickets/change-status.ts',
          'src/tickets/project-redaction.ts',
          'src/tickets/redact-text.ts',
        ],
        reporter: ['json', 'text-summary'],
        reportsDirectory: '/tmp/dur/coverage',
        reportOnFailure: true,
        thresholds: { branches: 100 },
      },
    },
  }),
);
