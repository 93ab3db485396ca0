import type { ThreadEvent } from '../format/thread.ts';

/** An event, when it was, and where it stands: several events in one second keep the order of items and files. */
export interface DatedEvent {
  event: ThreadEvent;
  /** In milliseconds since 1970; -Infinity for an event without a readable time, which comes last. */
  time: number;
  /** The number of its item, in the order of the list, and its own in the item's log. */
  item: number;
  order: number;
}

/** Newest first. */
export function compareDated(a: DatedEvent, b: DatedEvent): number {
  // Two infinities have no difference.
  return a.time === b.time ? b.item - a.item || b.order - a.order : b.time - a.time;
}

/** The newest so many of the events that it is given. */
export class NewestEvents {
  readonly #limit: number;
  #events: DatedEvent[] = [];
  #from: number;

  constructor(limit: number) {
    this.#limit = limit;
    this.#from = limit > 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  /** No event before this time is among the newest ones any more. */
  get from(): number {
    return this.#from;
  }

  add(event: DatedEvent): void {
    if (event.time < this.#from) return;
    this.#events.push(event);
    if (this.#events.length < 2 * this.#limit + 32) return;
    this.#events = this.list();
    this.#from = this.#events.at(-1)?.time ?? this.#from;
  }

  /** Newest first. */
  list(): DatedEvent[] {
    return this.#events.sort(compareDated).slice(0, this.#limit);
  }
}
