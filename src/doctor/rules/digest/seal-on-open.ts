import { sealOf } from '../../../tickets/digest/seal.ts';
import { EXAMPLE_ID, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

export const sealOnOpen: Rule = {
  id: 'digest/seal-on-open',
  severity: 'warning',
  summary: 'an item that is not closed has a digest.json',
  why: `A digest seals an item that has ended, and reopening takes it away. Here the item was moved by hand or by another
program. No command believes the file: what it says stands in the log.`,
  help: 'remove digest.json; nothing is lost, as it is made of the log',
  bad: exampleTree({ [`open/${EXAMPLE_ID}/digest.json`]: sealOf(EXAMPLE_ID, EXAMPLE_THREAD) }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/digest.json` },
  checkItem: ({ status, path, entries }) => {
    if (status === 'closed' || !entries.some((entry) => entry.path === 'digest.json' && entry.kind === 'file'))
      return [];
    return [{ path: `${path}/digest.json`, message: `the item is ${status} and has the seal of one that ended` }];
  },
};
