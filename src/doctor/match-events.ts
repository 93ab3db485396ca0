import { isRedactionOf } from '../format/redaction.ts';
import type { ThreadEvent } from '../format/thread.ts';

/** What became of the events of a log. Indices are those of the later log. */
export interface EventMatch {
  /** Per event of the earlier log: where it stands, as it was or without its text; null where it does not. */
  places: readonly (number | null)[];
  /** Of those that do not: the event that seems to be it, out of order or edited. */
  strays: ReadonlyMap<number, { index: number; type: 'event-reordered' | 'event-edited' }>;
}

/** An event's text less the blank lines behind it: the next writer adds those. */
export function eventContent(event: ThreadEvent): string {
  return event.raw.replace(/(?:\r?\n)+$/, '');
}

/**
 * Looks for the events of an earlier log in a later one: byte for byte, and in their order, with any others between
 * them. Of two that are the same, the first free one is taken, which finds an order where there is one.
 */
export function matchEvents(base: readonly ThreadEvent[], head: readonly ThreadEvent[]): EventMatch {
  const byContent = new Map<string, number[]>();
  for (const [index, event] of head.entries()) {
    const content = eventContent(event);
    byContent.set(content, [...(byContent.get(content) ?? []), index]);
  }
  const redacted = head.flatMap((event, index) => (event.attributes.at(-1)?.key === 'redacted' ? [index] : []));
  const taken = new Set<number>();
  let from = 0;
  const places = base.map((event): number | null => {
    const same = byContent.get(eventContent(event))?.find((index) => index >= from);
    const found = same ?? redacted.find((index) => index >= from && isRedactionOf(head[index] as ThreadEvent, event));
    if (found === undefined) return null;
    taken.add(found);
    from = found + 1;
    return found;
  });
  const strays = new Map<number, { index: number; type: 'event-reordered' | 'event-edited' }>();
  const known = new Set(base.map(eventContent));
  for (const at of base.keys()) {
    if (places[at] === null || hasBlankLinesOnly(base, head, places, at)) continue;
    strays.set(at, { index: places[at] ?? 0, type: 'event-edited' });
  }
  for (const [at, event] of base.entries()) {
    if (places[at] !== null) continue;
    const elsewhere = byContent.get(eventContent(event))?.find((index) => !taken.has(index));
    const edited = (): number =>
      head.findIndex(
        (candidate, index) => !taken.has(index) && !known.has(eventContent(candidate)) && seemsToBe(candidate, event),
      );
    const index = elsewhere ?? edited();
    if (index < 0) continue;
    taken.add(index);
    strays.set(at, { index, type: elsewhere === undefined ? 'event-edited' : 'event-reordered' });
  }
  return { places, strays };
}

/** Whether what stands behind an event is as it was, or blank lines were added before an event that is new there. */
function hasBlankLinesOnly(
  base: readonly ThreadEvent[],
  head: readonly ThreadEvent[],
  places: readonly (number | null)[],
  at: number,
): boolean {
  const place = places[at] ?? 0;
  const was = endOf(base[at]);
  const is = endOf(head[place]);
  if (was === is) return true;
  const next = at + 1 < base.length ? places[at + 1] : undefined;
  // Where the next one is gone, that is told, and what stood between the two went with it.
  return next === null || (next !== place + 1 && is.startsWith(was));
}

function endOf(event: ThreadEvent | undefined): string {
  return event === undefined ? '' : event.raw.slice(eventContent(event).length);
}

/** Whether an event is likely another one that was edited: by its id, its header or its text. */
function seemsToBe(candidate: ThreadEvent, event: ThreadEvent): boolean {
  if (candidate.id !== null && candidate.id === event.id) return true;
  const header = ({ raw }: ThreadEvent): string => (raw.split('\n', 1)[0] ?? '').trimEnd();
  if (header(candidate) === header(event)) return true;
  return event.body.trim() !== '' && candidate.body === event.body;
}
