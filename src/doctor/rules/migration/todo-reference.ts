import { textLines } from '../../../format/text-lines.ts';
import type { Rule } from '../../rule.ts';

/** After a migration TODO.md is a notice, and points at no ticket file. */
export const migrationTodoReference: Rule = {
  id: 'migration/todo-reference',
  severity: 'error',
  check: ({ legacy }) =>
    textLines(legacy.todo ?? '')
      .filter((line) => /tickets\/[^\][ )]+\.md/.test(line.text))
      .map((line) => ({
        path: '../TODO.md',
        line: line.number,
        item: null,
        message: 'TODO.md still points at a legacy ticket file',
      })),
};
