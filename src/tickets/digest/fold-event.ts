import type { Verdict } from '../../format/event-kinds.ts';
import type { Status } from '../../format/status.ts';
import type { ThreadEvent } from '../../format/thread.ts';
import { isTimestamp } from '../../format/timestamp.ts';
import { statusAfter } from '../status-after.ts';
import type { Participant } from './digest.ts';
import { isAnswer } from './is-answer.ts';

/** What of an event a digest looks at. */
export type FoldedEvent = Pick<ThreadEvent, 'kind' | 'author' | 'at' | 'verdict' | 'attributes'>;

/** What is known after some events of a log: all that the rest of them needs. */
export interface Fold {
  events: number;
  createdAt: string | null;
  lastActivity: string | null;
  plan: string | null;
  firstReview: string | null;
  approval: string | null;
  /** The time of the close that stands, `''` for one without a time; null where none does. */
  closed: string | null;
  first: Verdict | null;
  last: Verdict | null;
  requested: number;
  answered: number;
  /** Whether changes are requested and nothing was said since. */
  isUnanswered: boolean;
  /** Whether something was done that nobody has reviewed yet. */
  isUnreviewed: boolean;
  status: Status | null;
  reopened: number;
  kinds: Map<string, number>;
  participants: Map<string, Participant>;
  marks: string;
}

export function emptyFold(): Fold {
  return {
    events: 0,
    createdAt: null,
    lastActivity: null,
    plan: null,
    firstReview: null,
    approval: null,
    closed: null,
    first: null,
    last: null,
    requested: 0,
    answered: 0,
    isUnanswered: false,
    isUnreviewed: false,
    status: null,
    reopened: 0,
    kinds: new Map(),
    participants: new Map(),
    marks: '',
  };
}

/** A fold that goes its own way from here on. */
export function copyFold(fold: Fold): Fold {
  const participants = [...fold.participants].map(([name, each]) => [name, { ...each }] as const);
  return { ...fold, kinds: new Map(fold.kinds), participants: new Map(participants) };
}

/** Takes the next event of the log into a fold. `mark`: four hex digits that stand for it. */
export function foldEvent(fold: Fold, event: FoldedEvent, mark: string): void {
  const { kind, author, verdict } = event;
  const at = event.at !== null && isTimestamp(event.at) ? event.at : null;
  if (fold.events === 0) fold.createdAt = at;
  fold.events += 1;
  fold.marks += mark;
  fold.lastActivity = at ?? fold.lastActivity;
  fold.kinds.set(kind, (fold.kinds.get(kind) ?? 0) + 1);
  if (kind === 'plan') fold.plan ??= at;
  if (kind === 'review') fold.firstReview ??= at;
  if (author !== null) countFor(fold, author, verdict);
  if (verdict !== null) foldVerdict(fold, verdict, at);
  else if (fold.isUnanswered && isAnswer(kind)) {
    fold.answered += 1;
    fold.isUnanswered = false;
    fold.isUnreviewed = true;
  }
  if (kind === 'implementation_report') fold.isUnreviewed = true;
  const status = statusAfter(event);
  if (status !== null) foldStatus(fold, status, at);
}

function countFor(fold: Fold, name: string, verdict: Verdict | null): void {
  let known = fold.participants.get(name);
  if (!known) {
    known = { name, events: 0, approvals: 0, requests: 0 };
    fold.participants.set(name, known);
  }
  known.events += 1;
  if (verdict === 'approve') known.approvals += 1;
  if (verdict === 'request_changes') known.requests += 1;
}

function foldVerdict(fold: Fold, verdict: Verdict, at: string | null): void {
  fold.first ??= verdict;
  fold.last = verdict;
  // Whoever approves has seen an answer. One who requests changes again has not.
  if (fold.isUnanswered && verdict === 'approve') fold.answered += 1;
  fold.isUnanswered = verdict === 'request_changes';
  fold.isUnreviewed = false;
  if (verdict === 'request_changes') fold.requested += 1;
  else fold.approval ??= at;
}

function foldStatus(fold: Fold, status: Status, at: string | null): void {
  if (status === 'closed') fold.closed = at ?? '';
  else if (fold.status === 'closed') {
    fold.reopened += 1;
    fold.closed = null;
  }
  fold.status = status;
}
