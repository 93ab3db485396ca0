import { EXAMPLE_ID, exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

export const noEvents: Rule = {
  id: 'thread/no-events',
  severity: 'error',
  summary: 'a log has not a single event',
  why: `Every item has at least the event of its creation. A log that is empty, or holds some other text, lost all that was
said and decided: a power cut leaves such a file, and so does a program that stopped between emptying it and writing it
again.`,
  help: 'take the log as it was from `git log -p -- PATH`',
  bad: exampleTree({ [`open/${EXAMPLE_ID}/thread.md`]: '' }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}/thread.md` },
  checkItem: (item) => {
    const thread = item.parsedThread();
    const file = item.thread;
    if (!thread || !file || thread.events.length > 0) return [];
    // What cannot be read as text, and a first header that is nearly one, are findings of their own.
    if (!file.validUtf8 || file.text.includes('\0')) return [];
    const isEmpty = /^\ufeff?\s*$/.test(file.text);
    return [{ path: file.path, message: isEmpty ? 'the log is empty' : 'there is no event in this log' }];
  },
};
