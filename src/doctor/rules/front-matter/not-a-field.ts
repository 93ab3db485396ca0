import { isConflictLine } from '../../conflict-markers.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { frontMatterConflicts } from '../../front-matter-conflict.ts';
import { problemReports } from '../../problem-reports.ts';
import type { Rule } from '../../rule.ts';

export const notAField: Rule = {
  id: 'front-matter/not-a-field',
  severity: 'warning',
  summary: 'a line of the front matter is no `key: value`',
  why: `Nobody reads such a line, and a program with a YAML library can read nothing of a front matter that has one. Mostly it
is a text that belongs below the front matter, or a title that was broken into two lines.`,
  help: 'move the line below the closing `---`, put a # in front of it, or make it a field',
  bad: exampleItem((text) => text.replace('kind: bug\n', 'for everybody\nkind: bug\n')),
  good: exampleItem((text) => text.replace('kind: bug\n', '# for everybody\nkind: bug\n')),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 6, column: 1 },
  checkItem: (item) => {
    const reports = problemReports(item, 'front-matter/not-a-field');
    const frontMatter = item.parsedItem()?.frontMatter;
    if (!frontMatter || reports.length === 0) return reports;
    const conflicts = frontMatterConflicts(frontMatter);
    const lines = frontMatter.text.split('\n');
    return reports.flatMap((report) => {
      const line = report.line ?? 1;
      const text = (lines[line - 1] ?? '').trimEnd();
      const inConflict = conflicts.some(({ from, to }) => from.number <= line && line <= to.number);
      if (inConflict && isConflictLine(text)) return [];
      return [{ ...report, message: `this line is no \`key: value\`: ${text}` }];
    });
  },
};
