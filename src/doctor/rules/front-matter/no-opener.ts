import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { problemReports } from '../../problem-reports.ts';
import type { Rule } from '../../rule.ts';

export const noOpener: Rule = {
  id: 'front-matter/no-opener',
  severity: 'error',
  summary: 'item.md does not begin with a front matter',
  why: `The fields of an item stand between two lines \`---\`, the first of which is the first line of item.md. Where it is not,
the item has no title, no kind and no times for any reader, and no command can change it.`,
  help: 'make the first line exactly `---`, with no space and no text in front of or behind it',
  bad: exampleItem((text) => text.replace('---\n', '')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 1 },
  checkItem: (item) => problemReports(item, 'front-matter/no-opener'),
};
