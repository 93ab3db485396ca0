import { isItemId } from '../format/item-id.ts';
import { isMeant, REDACTION, REMOVED, redactedHash, TARGET, textHash } from '../format/redaction.ts';
import { parseThread, type ThreadEvent } from '../format/thread.ts';
import type { Plan } from './change.ts';
import { checkBody } from './check-value.ts';
import type { ItemSnapshot, OperationContext } from './item.ts';
import { projectRedaction } from './project-redaction.ts';
import { recordEvent } from './record-event.ts';
import { TicketsError } from './tickets-error.ts';

export interface RedactResult {
  id: string;
  status: string;
  /**
   * What was taken out: which event, counted from 1, its id where it has one, the SHA-256 of its text, and the numbers of
   * the events that cannot be told from it and have lost the same text.
   */
  redacted: { number: number; id: string | null; kind: string; sha256: string; alike: number[] };
  /** The event that says so. */
  event: { kind: string; id: string; at: string; author: string };
}

/**
 * Takes the text out of one event, which keeps its place, its header and its id, and appends an event that says who did
 * it and why. `which`: the event's id, or its number as `show` has it. A resolution with the same text goes, too.
 */
export function redactText(
  item: ItemSnapshot,
  which: string,
  reason: string,
  context: OperationContext,
): Plan<RedactResult> {
  const body = checkBody(reason, 'a redaction');
  const { events } = parseThread(item.threadText, item.id);
  const index = findEvent(item.id, events, which);
  const event = events[index] as ThreadEvent;
  if (event.kind === REDACTION) {
    throw new TicketsError('invalid-value', 'an event that tells of a redaction stays as it is');
  }
  if (redactedHash(event) !== null) {
    throw new TicketsError('already-there', `the text of event ${index + 1} was taken out already`);
  }
  const sha256 = textHash(event.body);
  const alike = events.flatMap((each, at) => (at !== index && isMeant(each, event.id, sha256) ? [at + 1] : []));
  const attributes = [
    ...(event.id === null ? [] : [{ key: TARGET, value: event.id }]),
    { key: REMOVED, value: sha256 },
  ];
  const { id, at, append, threadText, update } = recordEvent(item, { kind: REDACTION, attributes, body }, context);
  const place = { status: item.status, id: item.id };
  const recorded = { ...item, threadText };
  const redaction = parseThread(recorded.threadText, item.id).events.at(-1) as ThreadEvent;
  const changes = [append, ...projectRedaction(recorded, redaction), update];
  return {
    changes,
    result: {
      ...place,
      redacted: { number: index + 1, id: event.id, kind: event.kind, sha256, alike },
      event: { kind: REDACTION, id, at, author: context.author },
    },
  };
}

function findEvent(itemId: string, events: readonly ThreadEvent[], which: string): number {
  const ids = events.flatMap(({ id }, index) => (id === which ? [index] : []));
  if (ids.length > 1)
    throw new TicketsError('ambiguous', `${ids.length} events have the id ${which}`, 'give its number');
  const [byId] = ids;
  if (byId !== undefined) return byId;
  const number = /^[1-9]\d{0,8}$/.test(which) ? Number(which) : 0;
  if (number >= 1 && number <= events.length) return number - 1;
  throw new TicketsError(
    'not-found',
    `${itemId} has no event '${which}'`,
    `\`tickets show ${isItemId(itemId) ? itemId : 'REF'}\` numbers its ${events.length} events; an id works, too`,
  );
}
