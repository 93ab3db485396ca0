import { lineEnding } from '../../../format/line-ending.ts';
import { isFramed, threadIntegrity } from '../../event-integrity.ts';
import { headerPlace } from '../../event-place.ts';
import { EXAMPLE_COMMENT, exampleThread } from '../../example-tree.ts';
import { editFile } from '../../fix.ts';
import type { Rule } from '../../rule.ts';

const EVENT = `\n${EXAMPLE_COMMENT.replace('\n---\n', '')}`;

const description = 'add the line `---`';

export const unfinishedEvent: Rule = {
  id: 'thread/unfinished-event',
  severity: 'warning',
  summary: 'the last event of a log does not end with a line `---`',
  why: `Every command ends an event with a line \`---\`. Where it is missing, the event was written by hand, or the end of
the file is lost. An event without an id cannot say which; with one, it is known that its text is whole.`,
  help: 'compare with `git log -p -- PATH`; if the text is whole, add a blank line and `---` at the end of the file',
  fix: { safety: 'safe', description },
  bad: exampleThread(EVENT, '2026-06-01T10:00:00Z'),
  good: exampleThread(`${EVENT}\n---\n`, '2026-06-01T10:00:00Z'),
  at: { path: 'open/20260601-090000-slow-search/thread.md', line: 9, column: 1 },
  checkItem: (item) => {
    const last = item.parsedThread()?.events.at(-1);
    if (!last || isFramed(last)) return [];
    const { events, tornHeader } = threadIntegrity(item);
    const state = events.at(-1);
    // What is known to break off is a finding of its own.
    if ((state !== 'none' && state !== 'fits') || tornHeader) return [];
    const message = `the last event (${last.kind}) does not end with a line \`---\``;
    const report = { ...headerPlace(item, last), message };
    const file = item.thread;
    // An id that fits proves that the text is whole.
    if (state === 'none' || !file?.validUtf8) return [report];
    const eol = lineEnding(file.text);
    const blank = /\n\r?\n$/.test(file.text) ? '' : file.text.endsWith('\n') ? eol : eol + eol;
    const end = file.text.length;
    const repairs = [editFile(file, [{ start: end, end, text: `${blank}---${eol}` }])];
    const help = 'its id proves that the text is whole: add a blank line and `---` at the end of the file';
    return [{ ...report, help, fix: { safety: 'safe', description, repairs } }];
  },
};
