import { textLines } from '../../../format/text-lines.ts';
import { exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

/** A Markdown link to a ticket, or a path behind the arrow that the lists had. */
const LINK = /(?:\]\(|\]:[ \t]*|→[ \t]*)<?((?:\.\/)?tickets\/(?!README\.md)[^\s/()<>#\]]+\.md)/gu;

export const todoReference: Rule = {
  id: 'migration/todo-reference',
  severity: 'error',
  summary: 'TODO.md still points at a ticket of the tracker before',
  why: `After a migration the list of work is \`tickets list\`. A \`TODO.md\` that still points at \`tickets/*.md\` is a second
list, with links that lead nowhere, and people who start there find work that is long done.`,
  help: 'point at the item instead, or replace the list with a line that names `tickets list`',
  bad: exampleTree({ '../TODO.md': '# TODO\n\n- Slow search → [tickets/slow-search.md](tickets/slow-search.md)\n' }),
  good: exampleTree({ '../TODO.md': '# TODO\n\nSee `tickets list`.\n' }),
  at: { path: '../TODO.md', line: 3, column: 42 },
  checkTree: ({ layout }) => {
    const { todo } = layout.legacy;
    if (!todo?.includes('tickets/')) return [];
    return textLines(todo).flatMap((line) =>
      [...line.text.matchAll(LINK)].map((match) => {
        const target = match[1] ?? '';
        const column = match.index + match[0].length - target.length + 1;
        const end = { endLine: line.number, endColumn: column + target.length };
        return { path: '../TODO.md', line: line.number, column, ...end, message: `TODO.md points at ${target}` };
      }),
    );
  },
};
