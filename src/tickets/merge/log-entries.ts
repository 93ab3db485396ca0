import { parseThread, type ThreadEvent } from '../../format/thread.ts';

/** An event of a log as a merge sees it. */
export interface LogEntry {
  event: ThreadEvent;
  /** Its text less the blank lines behind it, which belong to whatever follows. */
  core: string;
  /** Those blank lines. */
  gap: string;
  isLast: boolean;
  /** What the event is called: its id, or the header of one that has none. An edited event keeps it. */
  name: string;
  /** Which event it is: two entries with the same key are one event. */
  key: string;
}

export interface Log {
  preamble: string;
  entries: LogEntry[];
}

/**
 * Reads a log for a merge. An event is known by its name and its text, line endings aside, and by how many of the same
 * stand before it: an event that was copied within a log stays two.
 */
export function readLog(text: string, itemId: string): Log {
  const { preamble, events } = parseThread(text, itemId);
  const counts = new Map<string, number>();
  const entries = events.map((event, index): LogEntry => {
    const core = event.raw.replace(/[\r\n]+$/, '');
    const name = nameOf(event, core);
    const same = `${name}\0${plain(core)}`;
    const count = counts.get(same) ?? 0;
    counts.set(same, count + 1);
    const gap = event.raw.slice(core.length);
    return { event, core, gap, isLast: index === events.length - 1, name, key: `${same}\0${count}` };
  });
  return { preamble, entries };
}

/** Whether two entries say the same, line endings aside. */
export function isSameText(one: LogEntry, other: LogEntry): boolean {
  return plain(one.core) === plain(other.core);
}

/**
 * Gives the events that a side edited the keys that they had before, so that an edit is no new event beside the old one.
 * That is how a redaction, which takes a leaked secret out of an event, comes through a merge.
 */
export function recognizeEdits(base: readonly LogEntry[], side: readonly LogEntry[]): LogEntry[] {
  const has = new Set(side.map(({ key }) => key));
  const had = new Set(base.map(({ key }) => key));
  const edited = new Map<LogEntry, string>();
  for (const was of base) {
    if (has.has(was.key)) continue;
    const is = side.find((entry) => entry.name === was.name && !had.has(entry.key) && !edited.has(entry));
    if (is) edited.set(is, was.key);
  }
  return edited.size === 0 ? [...side] : side.map((entry) => ({ ...entry, key: edited.get(entry) ?? entry.key }));
}

function nameOf(event: ThreadEvent, core: string): string {
  if (event.id !== null) return `id ${event.id}`;
  // A redaction adds an attribute to the header.
  return `header ${(core.split('\n', 1)[0] ?? '').trimEnd().replace(/ redacted: [0-9a-f]{64}(?= -->$)/, '')}`;
}

function plain(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}
