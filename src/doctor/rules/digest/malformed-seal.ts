import { EXAMPLE_ID, exampleClosed } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';
import { sealFacts } from '../../seal-facts.ts';

const description = 'write digest.json anew, from the log';

export const malformedSeal: Rule = {
  id: 'digest/malformed-seal',
  severity: 'warning',
  summary: "the digest.json of a closed item is none, or another item's, or somebody changed it",
  why: `A digest ends with a sum of all that it says. One that does not add up was written by a hand, by a merge of lines, or
by another version. No command believes it, so the log is read in its place; but it does not tell any more whether
the log is the one that the item was closed with.`,
  help: 'look at what git says of the file (`git log -p -- PATH`); `tickets doctor --fix` writes it anew',
  fix: { safety: 'safe', description },
  bad: exampleClosed({ 'digest.json': '{"schemaVersion": 1, "outcome": "approved"}\n' }),
  good: exampleClosed(),
  at: { path: `closed/${EXAMPLE_ID}/digest.json` },
  checkItem: (item) => {
    const facts = sealFacts(item);
    if (facts?.state !== 'malformed') return [];
    const report = { path: facts.path, message: 'digest.json is not as it was written, or of another item' };
    if (facts.reseal === null) return [report];
    return [{ ...report, fix: { safety: 'safe' as const, description, repairs: facts.reseal } }];
  },
};
