import { formatTimestamp, parseTimestamp } from '../../format/timestamp.ts';
import type { Digest } from './digest.ts';
import { emptyFold, type Fold } from './fold-event.ts';

/** The last moment that a log can name. */
const LAST_TIME = Date.parse('9999-12-31T23:59:59Z');

/**
 * What a seal says was folded, so that the fold of a closed item goes on where it ended, with events that move nothing; null
 * for a seal that does not tell all that they need, or contradicts itself. What was done and not reviewed stands in no seal:
 * nothing of a closed item depends on it.
 */
export function foldOfSeal(seal: Digest): Fold | null {
  const { createdAt, lastActivity, times, review, reopened, outcome, watermark } = seal;
  const { events, marks } = watermark;
  const kinds = new Map(seal.kinds.map((each) => [each.kind, each.events]));
  const participants = new Map(
    seal.participants.map(({ name, ...counts }) => {
      return [name, { name, events: counts.events, approvals: counts.approvals, requests: counts.requests }];
    }),
  );
  const counted = [...kinds.values()].reduce((sum, each) => sum + each, 0);
  if (events === 0 || counted !== events || marks.length !== 4 * events) return null;
  const start = createdAt === null ? null : parseTimestamp(createdAt);
  if (createdAt !== null && start === null) return null;
  if (Object.values(times).some((time) => time !== null && (start ?? 0) + time * 1000 > LAST_TIME)) return null;
  const reviews = kinds.get('review') ?? 0;
  // Without a first time none is told. With one, a time that is missing may be of no event, or of one without a good time.
  const isTold = (time: number | null, isNever: boolean): boolean => start === null || time !== null || isNever;
  if (
    !isTold(times.plan, !kinds.has('plan')) ||
    !isTold(times.review, reviews === 0) ||
    !isTold(times.approval, reviews === review.requested)
  ) {
    return null;
  }
  const timeOf = (seconds: number | null): string | null =>
    start === null || seconds === null ? null : formatTimestamp(new Date(start + seconds * 1000));
  return {
    ...emptyFold(),
    events,
    createdAt,
    lastActivity,
    plan: timeOf(times.plan),
    firstReview: timeOf(times.review),
    approval: timeOf(times.approval),
    closed: timeOf(times.close),
    first: review.first,
    last: review.last,
    requested: review.requested,
    answered: review.answered,
    isUnanswered: outcome === 'closed_over_requested_changes',
    status: 'closed',
    reopened,
    kinds,
    participants,
    marks,
  };
}
