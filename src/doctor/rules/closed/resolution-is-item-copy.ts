import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleClosed } from '../../example-tree.ts';
import { closeEvents, isItemCopy } from '../../resolution.ts';
import type { Rule } from '../../rule.ts';

const ITEM = EXAMPLE_ITEM.replace('status: open', 'status: closed');

export const resolutionIsItemCopy: Rule = {
  id: 'closed/resolution-is-item-copy',
  severity: 'error',
  summary: 'resolution.md is a copy of item.md: the resolution is lost',
  why: `A bug of the old script's \`close\` put the item itself where the resolution belongs, in \`resolution.md\` and mostly in
the close event as well, and its doctor said ok. What came of the work is written nowhere in the item any more, except
where an artifact or the history of the repository still has it.`,
  help: 'look for the text in artifacts/, in `git log -p -- PATH` and in the commits of that day, and write it to resolution.md',
  bad: exampleClosed({
    'resolution.md': ITEM,
    'thread.md': `${EXAMPLE_THREAD}
<!-- event: close author: ann at: 2026-06-01T10:00:00Z status: closed -->

## Closed

${ITEM}
---
`,
  }),
  good: exampleClosed(),
  at: { path: `closed/${EXAMPLE_ID}/resolution.md`, line: 1, column: 1 },
  checkItem: (item) => {
    const file = item.resolution;
    if (!file || !isItemCopy(item, file.text)) return [];
    const place = { path: file.path, line: 1, column: 1, endLine: 1, endColumn: 4 };
    const message = `the resolution of ${item.id} is a copy of its item.md`;
    const close = closeEvents(item).findLast(({ body }) => body.trim() !== '' && !isItemCopy(item, body));
    if (close)
      return [
        { ...place, message, help: `the close event on line ${close.line} of thread.md has a text: put it here` },
      ];
    const artifacts = item.entries.filter(({ path, kind }) => kind === 'file' && /resolution|close|report/i.test(path));
    const found = artifacts.map(({ path }) => path).filter((path) => path.startsWith('artifacts/'));
    if (found.length === 0) return [{ ...place, message }];
    return [{ ...place, message, help: `look for the text in ${found.join(', ')} and in \`git log -p -- PATH\`` }];
  },
};
