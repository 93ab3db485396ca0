import { lineEnding } from '../../../format/line-ending.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { editFile } from '../../fix.ts';
import { problemReports } from '../../problem-reports.ts';
import type { Rule } from '../../rule.ts';

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
    return problemReports(item, 'front-matter/no-closer').map((report) => {
      if (!file?.validUtf8 || !frontMatter || frontMatter.fields.length === 0) return report;
      const at = frontMatter.closerStart;
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
