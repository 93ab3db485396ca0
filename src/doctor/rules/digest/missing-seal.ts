import { EXAMPLE_ID, exampleClosed } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';
import { sealFacts } from '../../seal-facts.ts';

const description = 'write digest.json from the log';

export const missingSeal: Rule = {
  id: 'digest/missing-seal',
  severity: 'hint',
  summary: 'a closed item has no digest.json',
  why: `The digest says in numbers what the log says, and of which bytes of it: \`tickets insight\` need not read the log again,
and a later change of the log shows. The old script, and versions before this one, closed items without it.`,
  help: '`tickets doctor --fix` writes it',
  fix: { safety: 'safe', description },
  bad: exampleClosed({ 'digest.json': undefined }),
  good: exampleClosed(),
  at: { path: `closed/${EXAMPLE_ID}/digest.json` },
  checkItem: (item) => {
    const facts = sealFacts(item);
    if (facts?.state !== 'missing' || facts.reseal === null) return [];
    const fix = { safety: 'safe' as const, description, repairs: facts.reseal };
    return [{ path: facts.path, message: 'the item is closed, and its log is not sealed', fix }];
  },
};
