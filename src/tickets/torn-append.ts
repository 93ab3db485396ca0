import { isWhole } from '../format/event-id.ts';
import { parseThread } from '../format/thread.ts';
import { isTornHeader, isWholeBefore } from './torn-tail.ts';

/**
 * Whether the bytes that stand behind the end that a log had are what came of an append that was stopped: the beginning of
 * one event, of which the id is known, or zeros where its data never came. Never where another event stands there: the log
 * has been merged or written to since, and nothing of that is torn off.
 */
export function isTornAppend(added: Buffer, itemId: string, eventId: string): boolean {
  const { events } = parseThread(added.toString(), itemId);
  if (events.some(({ id }) => id !== eventId)) return false;
  const text = added.toString('latin1');
  if (text.includes('\0')) return true;
  const [event] = events;
  if (!event) return isBeginning(text);
  // Without the newline behind it, it is not all there.
  const isCut = /\n---\r?$/.test(text) || !isWholeBefore(added, text, itemId);
  return isCut && !(isWhole(itemId, event) && /\n---\r?\n$/.test(text));
}

/** Whether a text is nothing but what an event begins with: blank lines, and a part of its header. */
function isBeginning(text: string): boolean {
  const lastLine = text.lastIndexOf('\n') + 1;
  const isBlank = text.slice(0, lastLine).trim() === '';
  const before = '\n---\n\n';
  return isBlank && (lastLine === text.length || isTornHeader(before + text.slice(lastLine), before.length));
}
