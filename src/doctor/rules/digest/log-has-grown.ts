import { sealOf } from '../../../tickets/digest/seal.ts';
import { EXAMPLE_ID, EXAMPLE_THREAD, exampleClosed } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';
import { sealFacts } from '../../seal-facts.ts';

const description = 'seal the log with what came to it';

const CLOSE = `
<!-- event: close author: ann at: 2026-06-01T10:00:00Z status: closed -->

## Closed

0.2 s now.

---
`;

export const logHasGrown: Rule = {
  id: 'digest/log-has-grown',
  severity: 'warning',
  summary: 'events came to the log of a closed item after it was sealed',
  why: `All that was sealed is still there, in its order, and there is more: another program wrote to the log, or git merged
two branches and nobody ran \`tickets resolve\`. The commands of this program keep the seal up to date.`,
  help: '`tickets doctor --fix` seals the log as it is now, and so does `tickets resolve` after a merge',
  fix: { safety: 'safe', description },
  bad: exampleClosed({
    'thread.md': EXAMPLE_THREAD + CLOSE,
    'digest.json': sealOf(EXAMPLE_ID, EXAMPLE_THREAD),
  }),
  good: exampleClosed(),
  at: { path: `closed/${EXAMPLE_ID}/digest.json` },
  checkItem: (item) => {
    const facts = sealFacts(item);
    if ((facts?.state !== 'grown' && facts?.state !== 'merged') || facts.reseal === null) return [];
    const fix = { safety: 'safe' as const, description, repairs: facts.reseal };
    const where = facts.state === 'grown' ? 'behind' : 'among';
    return [{ path: facts.path, message: `the log has grown since it was sealed: events stand ${where} those`, fix }];
  },
};
