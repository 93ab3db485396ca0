import { eventId } from './event-id.ts';
import { sha256 } from './sha256.ts';
import { attribute, type ThreadEvent } from './thread.ts';

/** The kind of the event that says who took out the text of another one, and why. */
export const REDACTION = 'redaction';

/** The attribute of the event whose text was taken out: the SHA-256 of that text. It stands last in the header. */
export const REDACTED = 'redacted';

/** The attributes of the event that says so: the other one's id, where it has one, and the SHA-256 of its text. */
export const TARGET = 'target';
export const REMOVED = 'removed';

/** The SHA-256 of an event's text, as 64 hex digits. */
export function textHash(body: string): string {
  return sha256(body);
}

/**
 * Whether a redaction that names an id, or none, and the hash of a text means an event. Of events without an id, two may
 * have one text: left in one of them, it would not be taken out.
 */
export function isMeant(event: ThreadEvent, target: string | null, hash: string | null): boolean {
  return event.id === target && redactedHash(event) === null && textHash(event.body) === hash;
}

/** What stands in the place of a text that was taken out. */
export function redactionNote(hash: string): string {
  return `The text of this event was taken out. Its SHA-256 is ${hash}.`;
}

/**
 * An event without its text: the header with one attribute more, the heading, and the note. Its id stays, and fits no more.
 * `raw` is the event as it is in the file, in whose line endings the answer is.
 */
export function redactEvent({ raw, heading, body }: Pick<ThreadEvent, 'raw' | 'heading' | 'body'>): string {
  const eol = raw.includes('\r\n') ? '\r\n' : '\n';
  const hash = textHash(body);
  const [firstLine = ''] = raw.split('\n', 1);
  const header = firstLine.trimEnd().replace(/[ \t]*-->$/, ` ${REDACTED}: ${hash} -->`);
  const title = heading === null ? [] : [`## ${heading}`, ''];
  const end = /(?:\r?\n)*$/.exec(raw)?.[0] || eol;
  return [header, '', ...title, redactionNote(hash), '', '---'].join(eol) + end;
}

/** The hash of the text that was taken out of an event; null for an event that does not look like one of that sort. */
export function redactedHash(event: Pick<ThreadEvent, 'attributes' | 'body'>): string | null {
  const last = event.attributes.at(-1);
  if (last?.key !== REDACTED || !/^[0-9a-f]{64}$/.test(last.value)) return null;
  return event.body === redactionNote(last.value) ? last.value : null;
}

/**
 * The event further down in a log that says who took the text out of an event, and why; null where none does: then the
 * event only pretends. Its own id has to fit, so that it cannot be an edited one.
 */
export function redactionOf(itemId: string, event: ThreadEvent, later: readonly ThreadEvent[]): ThreadEvent | null {
  const hash = redactedHash(event);
  if (hash === null || event.kind === REDACTION) return null;
  return (
    later.find(
      (candidate) =>
        candidate.kind === REDACTION &&
        attribute(candidate, REMOVED) === hash &&
        attribute(candidate, TARGET) === event.id &&
        candidate.id === eventId(itemId, candidate),
    ) ?? null
  );
}

/** Whether an event is another one with its text taken out, and nothing else of it changed. */
export function isRedactionOf(redacted: ThreadEvent, original: ThreadEvent): boolean {
  return redactedHash(redacted) === textHash(original.body) && lessEnd(redacted.raw) === lessEnd(redactEvent(original));
}

/** An event's text less the blank lines behind it, of which the last event of a log has none. */
function lessEnd(raw: string): string {
  return raw.replace(/(?:\r?\n)+$/, '');
}
