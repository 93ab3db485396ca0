import type { FrontMatter } from '../../../format/front-matter.ts';
import { lineEnding } from '../../../format/line-ending.ts';
import type { CheckedFile } from '../../../tickets/tree.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { editFile } from '../../fix.ts';
import { lostCloser } from '../../lost-closer.ts';
import { problemReports } from '../../problem-reports.ts';
import type { Report, Rule } from '../../rule.ts';

export const noCloser: Rule = {
  id: 'front-matter/no-closer',
  severity: 'error',
  summary: 'the front matter never ends',
  why: `The second line \`---\` of item.md tells where the fields end and the text begins. Without it the whole text is front
matter: other programs read nothing, and one that changes a field may change a line of the text that looks like it.`,
  help: 'add a line `---` below the last field',
  fix: { safety: 'unsafe', description: 'add the line `---` below the last field' },
  bad: exampleItem((text) => text.replace('legacy_ticket: null\n---\n', 'legacy_ticket: null\n')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 1 },
  checkItem: (item) => {
    const frontMatter = item.parsedItem()?.frontMatter;
    const file = item.item;
    if (!frontMatter || !file) return [];
    const lost = lostCloser(frontMatter);
    const reports = lost === null ? problemReports(item, 'front-matter/no-closer') : [runsOn(file, frontMatter)];
    return reports.map((report): Report => {
      if (!file.validUtf8 || frontMatter.fields.length === 0) return report;
      const at = lost ?? frontMatter.closerStart;
      const eol = lineEnding(file.text);
      const text = file.text[at - 1] === '\n' ? `---${eol}` : `${eol}---${eol}`;
      return {
        ...report,
        fix: {
          safety: 'unsafe' as const,
          description: 'add the line `---` below the last field',
          repairs: [editFile(file, [{ start: at, end: at, text }])],
        },
      };
    });
  },
};

/** A rule in the text below was taken for the end. */
function runsOn({ path }: CheckedFile, { text, closerStart }: FrontMatter): Report {
  const rule = text.slice(0, closerStart).split('\n').length;
  const message = `the front matter runs into the text below it, up to the rule on line ${rule}`;
  return { path, line: 1, column: 1, endLine: 1, endColumn: 4, message };
}
