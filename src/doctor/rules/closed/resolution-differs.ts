import { textLines } from '../../../format/text-lines.ts';
import { EXAMPLE_ID, exampleClosed } from '../../example-tree.ts';
import { linePlace } from '../../line-place.ts';
import { closeEvents, isItemCopy } from '../../resolution.ts';
import type { Rule } from '../../rule.ts';

export const resolutionDiffers: Rule = {
  id: 'closed/resolution-differs',
  severity: 'warning',
  summary: 'resolution.md is not what a close event in the log says',
  why: `\`resolution.md\` repeats the text of the close event, which is the record. Where the two differ, one was changed
afterwards, and readers of the file and readers of the log are told two stories.`,
  help: 'if resolution.md is right, reopen the item and close it with that text; otherwise copy the text of the close event',
  bad: exampleClosed({ 'resolution.md': '2 s now.\n' }),
  good: exampleClosed(),
  at: { path: `closed/${EXAMPLE_ID}/resolution.md`, line: 1, column: 1 },
  checkItem: (item) => {
    const file = item.resolution;
    if (!file || item.status !== 'closed') return [];
    // A copy of item.md in the log is the damage of `closed/resolution-is-item-copy`, not what came of the work.
    const closes = closeEvents(item).filter(({ body }) => !isItemCopy(item, body));
    const text = plain(file.text);
    const last = closes.at(-1);
    // An empty one: closed/no-resolution.
    if (!last || text === '' || closes.some((event) => plain(event.body) === text) || isItemCopy(item, file.text))
      return [];
    const said = plain(last.body).split('\n');
    const lines = textLines(file.text);
    const first = Math.max(
      0,
      lines.findIndex((line) => plain(line.text) !== ''),
    );
    const apart = lines.findIndex(
      (line, index) => index >= first && line.text.trimEnd() !== said[index - first]?.trimEnd(),
    );
    const line = lines[apart < 0 ? lines.length - 1 : apart];
    const message = `resolution.md is not the text of the close event (line ${last.line} of thread.md)`;
    return [{ ...(line ? linePlace(file.path, line) : { path: file.path }), message }];
  },
};

function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}
