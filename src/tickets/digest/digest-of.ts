import type { Status } from '../../format/status.ts';
import { parseTimestamp } from '../../format/timestamp.ts';
import type { Digest, Outcome, Participant, Watermark } from './digest.ts';
import type { Fold } from './fold-event.ts';

/** The digest of an item in a status, of what was folded from its log. */
export function digestOf(item: string, status: Status, fold: Fold, read: Omit<Watermark, 'events' | 'marks'>): Digest {
  const since = (at: string | null): number | null => secondsBetween(fold.createdAt, at);
  const isClosed = status === 'closed';
  const { first, last, requested, answered, reopened, createdAt, lastActivity } = fold;
  return {
    item,
    outcome: outcomeOf(fold, isClosed),
    createdAt,
    lastActivity,
    times: {
      plan: since(fold.plan),
      review: since(fold.firstReview),
      approval: since(fold.approval),
      close: isClosed ? since(fold.closed) : null,
    },
    review: { first, last, requested, answered },
    waiting: isClosed ? null : fold.isUnanswered ? 'answer' : fold.isUnreviewed ? 'review' : null,
    reopened,
    kinds: [...fold.kinds].sort(byName).map(([kind, events]) => ({ kind, events })),
    participants: [...fold.participants].sort(byName).map(([, each]): Participant => ({ ...each })),
    watermark: { events: fold.events, ...read, marks: fold.marks },
  };
}

function outcomeOf({ last, isUnanswered, reopened }: Fold, isClosed: boolean): Outcome {
  if (!isClosed) return reopened > 0 ? 'reopened' : 'open';
  if (last === null) return 'closed_without_review';
  if (last === 'approve') return 'approved';
  return isUnanswered ? 'closed_over_requested_changes' : 'closed_after_changes';
}

/** Null where a time is missing, or the later one is before the earlier one: such times tell nothing. */
function secondsBetween(from: string | null, to: string | null): number | null {
  const [start, end] = [parseTimestamp(from ?? ''), parseTimestamp(to ?? '')];
  return start === null || end === null || end < start ? null : (end - start) / 1000;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
