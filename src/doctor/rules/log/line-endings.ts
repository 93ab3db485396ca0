import { EXAMPLE_ID, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

export const lineEndings: Rule = {
  id: 'log/line-endings',
  severity: 'error',
  summary: 'the line endings of a log were changed',
  why: `Every event has other bytes then, and every branch that appends to the log conflicts. A checkout with \`core.autocrlf\` or
an editor does it; \`tickets setup\` writes the attributes that prevent it.`,
  help: 'take the file as it was from the earlier commit, and run `tickets setup`',
  base: exampleTree(),
  bad: exampleTree({ [`open/${EXAMPLE_ID}/thread.md`]: EXAMPLE_THREAD.replaceAll('\n', '\r\n') }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/thread.md` },
  checkLog: (faults) =>
    logReports(faults, 'line-endings', () => ({ message: 'the line endings of the log were changed' })),
};
