import { EXAMPLE_ID, EXAMPLE_ITEM, exampleTree } from '../../example-tree.ts';
import { logReports } from '../../log-reports.ts';
import type { Rule } from '../../rule.ts';

export const idChanged: Rule = {
  id: 'log/id-changed',
  severity: 'error',
  summary: 'an item has another id than before',
  why: `The id is what branches, links and the ids of events know an item by. It never changes; what people type is the slug,
and that one can.`,
  help: 'give it back the id that it had; `tickets edit REF --slug` changes the slug',
  base: exampleTree(),
  bad: exampleTree({
    [`open/${EXAMPLE_ID}/item.md`]: EXAMPLE_ITEM.replace(`id: ${EXAMPLE_ID}`, 'id: 20260601-090000-slow-list'),
  }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 2 },
  checkLog: (faults) =>
    logReports(faults, 'id-changed', ({ item, other }) => ({
      message: `the id was ${item}, and is ${other === '' ? 'none' : other}`,
    })),
};
