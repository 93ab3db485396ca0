import type { ItemPlace } from '../tickets/change.ts';

/**
 * The ids that stand in two status directories. Each directory is in order, so that equal ids of two of them are found without
 * a table of all.
 */
export function idsInTwo(places: readonly ItemPlace[]): Set<string> {
  const twice = new Set<string>();
  const starts: number[] = [];
  for (let at = 0; at < places.length; at += 1) if (places[at]?.status !== places[at - 1]?.status) starts.push(at);
  const groups = starts.map((start, index) => ({ start, end: starts[index + 1] ?? places.length }));
  for (const [index, { start, end }] of groups.entries()) {
    for (const other of groups.slice(index + 1)) {
      let at = other.start;
      for (let own = start; own < end; own += 1) {
        const { id } = places[own] as ItemPlace;
        while (at < other.end && (places[at] as ItemPlace).id < id) at += 1;
        if (at < other.end && (places[at] as ItemPlace).id === id) twice.add(id);
      }
    }
  }
  return twice;
}
