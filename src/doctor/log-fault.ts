import type { ThreadEvent } from '../format/thread.ts';
import type { Place } from './rule.ts';

/** What a comparison of two commits found wrong with a log. The rules of `log/` put it into words. */
export interface LogFault extends Place {
  type: (typeof LOG_FAULTS)[number];
  /** The item's id. */
  item: string;
  /** The earlier commit in words; null for the base that was asked for. */
  against: string | null;
  /** The event as the earlier commit has it, or a new one without its text; null for any other, or none. */
  event: ThreadEvent | null;
  /** What the later commit has in its place; the event that tells of it, where a text was taken out. */
  found: ThreadEvent | null;
  /** Another item, or another file, that has to do with it. */
  other: string | null;
}

/** The same before it is known which item it is about. */
export type ItemFault = Omit<LogFault, 'against' | 'item' | 'event' | 'found' | 'other'> & Partial<LogFault>;

export const LOG_FAULTS = [
  'item-deleted',
  'file-deleted',
  'id-changed',
  'item-in-two-places',
  'event-dropped',
  'event-edited',
  'event-moved',
  'event-reordered',
  'event-misfit',
  'event-repeated',
  'event-redacted',
  'line-endings',
  'not-a-file',
] as const;
