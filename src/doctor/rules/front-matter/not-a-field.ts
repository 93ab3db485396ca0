import { isConflictLine } from '../../conflict-markers.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { frontMatterConflicts } from '../../front-matter-conflict.ts';
import { lostCloser } from '../../lost-closer.ts';
import { problemReports } from '../../problem-reports.ts';
import type { Report, Rule } from '../../rule.ts';

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
    if (!frontMatter || reports.length === 0 || frontMatter.state === 'too-large') return [];
    // The text below a front matter that does not end where it should.
    if (lostCloser(frontMatter) !== null) return [];
    const conflicts = frontMatterConflicts(frontMatter);
    const lines = frontMatter.text.split('\n');
    const found = reports.flatMap((report) => {
      const line = report.line ?? 1;
      const text = (lines[line - 1] ?? '').trimEnd();
      const inConflict = conflicts.some(({ from, to }) => from.number <= line && line <= to.number);
      if (inConflict && isConflictLine(text)) return [];
      return [{ report, line, text }];
    });
    // Lines on end are one text that strayed here.
    return found.flatMap(({ report, line, text }, index) => {
      if (index > 0 && found[index - 1]?.line === line - 1) return [];
      let last = index;
      while (found[last + 1]?.line === (found[last]?.line ?? 0) + 1) last += 1;
      const { endLine, endColumn } = found[last]?.report ?? report;
      const more = last === index ? '' : `, and nor are the ${last - index} below`;
      return [{ ...report, endLine, endColumn, message: `this line is no \`key: value\`: ${text}${more}` } as Report];
    });
  },
};
