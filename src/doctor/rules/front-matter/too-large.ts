import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { problemReports } from '../../problem-reports.ts';
import type { Rule } from '../../rule.ts';

export const tooLarge: Rule = {
  id: 'front-matter/too-large',
  severity: 'error',
  summary: 'the front matter does not end within 64 KiB',
  why: `Nobody writes so many fields. Mostly the closing line \`---\` is missing, or something was pasted into the front matter;
and a YAML library needs seconds for a front matter of this size, so it is not read.`,
  help: 'end the front matter with a line `---` below its last field',
  bad: exampleItem((text) => text.replace('---\n\n', `${'note: a line that was pasted here\n'.repeat(2000)}---\n\n`)),
  good: exampleItem((text) => text + 'A line of the body.\n'.repeat(4000)),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 1 },
  checkItem: (item) => problemReports(item, 'front-matter/too-large'),
};
