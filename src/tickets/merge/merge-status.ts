import type { Status } from '../../format/status.ts';
import { statusAfter } from '../status-after.ts';
import type { LogEntry } from './log-entries.ts';

interface Side {
  status: Status;
  log: readonly LogEntry[];
}

export interface StatusMerge {
  base: Side | null;
  ours: Side;
  theirs: Side;
  /** The merged log. */
  log: readonly LogEntry[];
  prefer?: 'theirs' | undefined;
}

/**
 * The status of an item that both sides changed: that of the side which alone moved it, and where both did what the last event
 * of the merged log says. Null where both moved it without a word in the log: only a person can tell.
 */
export function mergeStatus({ base, ours, theirs, log, prefer }: StatusMerge): Status | null {
  if (ours.status === theirs.status) return ours.status;
  if (base) {
    const [our, their] = [steps(base, ours), steps(base, theirs)];
    if (!our.moved && !their.lost) return theirs.status;
    if (!their.moved && !our.lost) return ours.status;
  }
  const last = log.findLast(({ event }) => statusAfter(event) !== null);
  return (last && statusAfter(last.event)) ?? (prefer === 'theirs' ? theirs.status : null);
}

/** Whether a side moved the item since the base, and whether it lacks an event about the status that the base has. */
function steps(base: Side, side: Side): { moved: boolean; lost: boolean } {
  const about = (entries: readonly LogEntry[]) => entries.filter(({ event }) => statusAfter(event) !== null);
  const had = new Set(base.log.map(({ key }) => key));
  const has = new Set(side.log.map(({ key }) => key));
  return {
    moved: side.status !== base.status || about(side.log).some(({ key }) => !had.has(key)),
    lost: about(base.log).some(({ key }) => !has.has(key)),
  };
}
