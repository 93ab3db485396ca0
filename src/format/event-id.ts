import type { EventAttribute } from './event-header.ts';
import { sha256Start } from './sha256.ts';

/** What an event's id is made from. */
export interface EventContent {
  attributes: readonly EventAttribute[];
  body: string;
}

/**
 * The id of an event: the first 16 hex digits of SHA-256 over the item's id, the event's attributes in their
 * order (`event`, `author`, `at`, then the rest, less `id` itself) and its body, as one JSON array. Line endings
 * count as `\n`, so that git's conversions do not break ids.
 */
export function eventId(itemId: string, { attributes, body }: EventContent): string {
  const pairs = attributes.filter(({ key }) => key !== 'id').map(({ key, value }) => [key, value]);
  const content = JSON.stringify([itemId, pairs, body.replaceAll('\r\n', '\n')]);
  if (content !== latest.content) latest = { content, id: sha256Start(content) };
  return latest.id;
}

/** The event at the end of a log is asked for several times, by all who have to know whether it is whole. */
let latest = { content: '', id: '' };

/** Whether an event has an id of our form that fits its content: then nothing in it was changed, cut or added. */
export function isWhole(itemId: string, event: EventContent & { id: string | null }): boolean {
  return event.id !== null && /^[0-9a-f]{16}$/.test(event.id) && eventId(itemId, event) === event.id;
}
