import { sealOf } from '../../../tickets/digest/seal.ts';
import { EXAMPLE_ID, EXAMPLE_THREAD, exampleClosed } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';
import { sealFacts } from '../../seal-facts.ts';

const description = 'seal the log as it is now';

export const logChanged: Rule = {
  id: 'digest/log-changed',
  severity: 'error',
  summary: 'the log of a closed item is not the one that was sealed',
  why: `When an item ends, the SHA-256 of its log goes into digest.json. A log only grows, so what was sealed has to be there
for ever. Here something of it was changed, moved or taken out since, and not by a command: \`tickets redact\` seals the log
anew.`,
  help: 'compare with what git has (`git log -p -- PATH`) and put it back; `--unsafe-fixes` seals what is there',
  fix: { safety: 'unsafe', description },
  bad: exampleClosed({ 'digest.json': sealOf(EXAMPLE_ID, EXAMPLE_THREAD.replace('tickets new', 'tickets create')) }),
  good: exampleClosed(),
  at: { path: `closed/${EXAMPLE_ID}/thread.md` },
  checkItem: (item) => {
    const facts = sealFacts(item);
    if (facts?.state !== 'changed' || facts.reseal === null) return [];
    const fix = { safety: 'unsafe' as const, description, repairs: facts.reseal };
    return [{ path: `${item.path}/thread.md`, message: 'the log was changed after it was sealed', fix }];
  },
};
