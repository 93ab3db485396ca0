import { parseTimestamp } from '../../format/timestamp.ts';
import type { LogEntry } from './log-entries.ts';

/**
 * The keys of two logs in one order: that of each log is kept, and of two events that no log orders the earlier one is first,
 * then the one with the smaller text. What this answers does not depend on which log is named first.
 *
 * Logs only grow at their end and by such merges, and each event is at least as late as those before it. So all clones
 * put any two events in the same order, whoever merges what first, and no two logs ever contradict each other. Where hands
 * have made two that do, the order of one of them is given up, an event not.
 */
export function mergeOrder(ours: readonly LogEntry[], theirs: readonly LogEntry[]): string[] {
  const ranks = new Map<string, string>();
  for (const entry of [...ours, ...theirs]) {
    const rank = rankOf(entry);
    const other = ranks.get(entry.key);
    ranks.set(entry.key, other === undefined || rank < other ? rank : other);
  }
  const left = ours.map(({ key }) => key);
  const right = theirs.map(({ key }) => key);
  const inLeft = new Set(left);
  const inRight = new Set(right);
  const done = new Set<string>();
  const order: string[] = [];
  let [l, r] = [0, 0];
  for (;;) {
    while (done.has(left[l] ?? '')) l += 1;
    while (done.has(right[r] ?? '')) r += 1;
    const our = left[l];
    const their = right[r];
    const next = pick(our, their);
    if (next === undefined) return order;
    order.push(next);
    done.add(next);
  }

  function pick(our: string | undefined, their: string | undefined): string | undefined {
    if (our === undefined || their === undefined || our === their) return our ?? their;
    const ourWaits = inRight.has(our);
    const theirWaits = inLeft.has(their);
    // Both wait for each other only where the two logs contradict each other.
    if (ourWaits !== theirWaits) return ourWaits ? their : our;
    return (ranks.get(our) ?? '') <= (ranks.get(their) ?? '') ? our : their;
  }
}

/** Orders events by their time, then by what they are. One without a time goes right behind the one before it. */
function rankOf({ event, name, core }: LogEntry): string {
  const at = event.at !== null && parseTimestamp(event.at) !== null ? event.at : '';
  return `${at}\0${name}\0${core.replaceAll('\r\n', '\n')}`;
}
