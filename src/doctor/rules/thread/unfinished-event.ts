import { lineEnding } from '../../../format/line-ending.ts';
import type { ThreadEvent } from '../../../format/thread.ts';
import type { CheckedItem } from '../../../tickets/tree.ts';
import { isFramed, isOverrun, threadIntegrity } from '../../event-integrity.ts';
import { headerPlace } from '../../event-place.ts';
import { EXAMPLE_COMMENT, exampleThread } from '../../example-tree.ts';
import { editFile } from '../../fix.ts';
import type { Report, Rule } from '../../rule.ts';

const description = 'add the line `---`';

export const unfinishedEvent: Rule = {
  id: 'thread/unfinished-event',
  severity: 'warning',
  summary: 'an event does not end with a line `---`',
  why: `Every command ends an event with a line \`---\`. Where the last one of a log has none, it was written by hand, or the
end of the file is lost. Where another event follows straight behind the text, without a blank line, a merge of lines
(\`merge=union\`) has most likely mixed the two. An event without an id cannot say which; with one, it is known whether its
text is whole.`,
  help: 'compare with `git log -p -- PATH`; if the text is whole, add a blank line and `---` below it',
  fix: { safety: 'safe', description },
  bad: exampleThread(`\n${EXAMPLE_COMMENT.replace('\n---\n', '')}`, '2026-06-01T10:00:00Z'),
  good: exampleThread(`\n${EXAMPLE_COMMENT}`, '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 9, column: 1 },
  checkItem: (item) => {
    const events = item.parsedThread()?.events ?? [];
    return events.flatMap((event, index) =>
      index === events.length - 1 ? checkLast(item, event) : checkInner(item, event, index),
    );
  },
};

function checkLast(item: CheckedItem, last: ThreadEvent): Report[] {
  if (isFramed(last)) return [];
  const { events, tornHeader } = threadIntegrity(item);
  const state = events.at(-1);
  // What is known to break off is a finding of its own.
  if ((state !== 'none' && state !== 'fits') || tornHeader) return [];
  const report = {
    ...headerPlace(item, last),
    message: `the last event (${last.kind}) does not end with a line \`---\``,
  };
  const file = item.thread;
  // An id that fits proves that the text is whole.
  if (state === 'none' || !file?.validUtf8) return [report];
  const eol = lineEnding(file.text);
  const blank = /\n\r?\n$/.test(file.text) ? '' : file.text.endsWith('\n') ? eol : eol + eol;
  const end = file.text.length;
  const repairs = [editFile(file, [{ start: end, end, text: `${blank}---${eol}` }])];
  const help = 'its id proves that the text is whole: add a blank line and `---` at the end of the file';
  return [{ ...report, help, fix: { safety: 'safe', description, repairs } }];
}

function checkInner(item: CheckedItem, event: ThreadEvent, index: number): Report[] {
  if (!isOverrun(event) || threadIntegrity(item).events[index] !== 'none') return [];
  const message = `the ${event.kind || 'nameless'} event does not end before the next one begins`;
  return [{ ...headerPlace(item, event), message }];
}
