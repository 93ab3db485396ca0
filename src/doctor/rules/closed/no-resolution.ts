import { EXAMPLE_ID, exampleClosed } from '../../example-tree.ts';
import { closeEvents, isItemCopy } from '../../resolution.ts';
import type { Rule } from '../../rule.ts';

const description = 'write resolution.md from the last close event';

export const noResolution: Rule = {
  id: 'closed/no-resolution',
  severity: 'warning',
  summary: 'a closed item has no resolution.md',
  why: `The resolution says what came of the work: it is what people look for in a closed item. It is missing where an item
was closed by a bare change of its status, or where a program was stopped between the log and the file. The close event
in the log carries the same text, if there is one.`,
  help: 'reopen the item and close it with a text (`tickets reopen`, `tickets close`)',
  fix: { safety: 'unsafe', description },
  bad: exampleClosed({ 'resolution.md': undefined }),
  good: exampleClosed(),
  at: { path: `closed/${EXAMPLE_ID}/resolution.md` },
  checkItem: (item) => {
    if (item.status !== 'closed') return [];
    const path = `${item.path}/resolution.md`;
    const file = item.resolution;
    if (item.entries.some((entry) => entry.path === 'resolution.md')) {
      return file?.text.trim() === '' ? [{ path, message: 'the resolution is empty' }] : [];
    }
    const report = { path, message: 'the item is closed and has no resolution' };
    const text = closeEvents(item).at(-1)?.body ?? '';
    if (text.trim() !== '' && item.thread?.validUtf8 && !isItemCopy(item, text)) {
      const fix = {
        safety: 'unsafe' as const,
        description,
        repairs: [{ type: 'make-file' as const, path, text: `${text.trimEnd()}\n` }],
      };
      return [{ ...report, help: '`tickets doctor --unsafe-fixes` writes it from the close event', fix }];
    }
    const artifact = item.entries.find((entry) => entry.kind === 'file' && /resolution/i.test(entry.path));
    if (!artifact) return [report];
    return [{ ...report, help: `${artifact.path} may be the resolution: copy it to resolution.md` }];
  },
};
