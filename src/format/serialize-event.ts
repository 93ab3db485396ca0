import { type EventAttribute, serializeEventHeader } from './event-header.ts';
import { eventId } from './event-id.ts';
import { eventHeading, type Verdict } from './event-kinds.ts';
import { quoteBody } from './quote-body.ts';

export interface NewEvent {
  kind: string;
  author: string;
  at: string;
  verdict?: Verdict;
  /** Attributes after author and time, in this order. */
  attributes?: readonly EventAttribute[];
  /** Exact: the writer adds no newline and takes none away. */
  body: string;
}

export interface WrittenEvent {
  id: string;
  /** The event's text from its header to the newline after the closing `---`. */
  text: string;
}

/** The text and id of a new event of an item. Throws a RangeError for an attribute that no header can hold. */
export function serializeEvent(itemId: string, event: NewEvent): WrittenEvent {
  const attributes: EventAttribute[] = [
    { key: 'event', value: event.kind },
    { key: 'author', value: event.author },
    { key: 'at', value: event.at },
    ...(event.verdict ? [{ key: 'status', value: event.verdict }] : []),
    ...(event.attributes ?? []),
  ];
  const id = eventId(itemId, { attributes, body: event.body });
  const header = serializeEventHeader([...attributes, { key: 'id', value: id }]);
  const heading = eventHeading(event.kind, event.verdict);
  return { id, text: `${header}\n\n## ${heading}\n\n${quoteBody(event.body)}\n\n---\n` };
}
