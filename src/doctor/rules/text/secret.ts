import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { itemFiles } from '../../item-files.ts';
import { placeOf } from '../../line-place.ts';
import type { Rule } from '../../rule.ts';
import { findSecrets } from '../../secret-shapes.ts';

// In parts, so that no scanner takes this file for a leak.
const TOKEN = ['gh', 'p_', 'q7Zt2Lw9', 'Xc4Vb8Nm', 'R5Ty1Uio', 'P3As6Dfg', 'H0Jk'].join('');

export const secret: Rule = {
  id: 'text/secret',
  severity: 'warning',
  summary: 'a text holds what looks like a key or a token',
  why: `Items are committed, pushed and read by programs. A token that was pasted with a log or a command is public to all who
can read the repository, and stays in its history when the line is changed.`,
  help: 'revoke it first, wherever it was made; then replace it in the file. Rewriting history alone does not help',
  bad: exampleItem((text) => `${text}\n    export API_TOKEN=${TOKEN}\n`),
  good: exampleItem((text) => `${text}\n    export API_TOKEN=${'gh'}p_${'x'.repeat(36)}\n`),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 17, column: 22 },
  checkItem: (item) =>
    itemFiles(item).flatMap(({ path, text }) =>
      findSecrets(text).map(({ what, start, end }) => ({
        ...placeOf(path, text, start, end),
        // Not the secret itself: reports are public, too.
        message: `this looks like ${what} ('${text.slice(start, start + 4)}…', ${end - start} characters)`,
      })),
    ),
};
