import type { Verdict } from '../../format/event-kinds.ts';

/** How an item ended, or that it has not. Stable words: programs compare them. */
export const OUTCOMES = [
  'approved',
  'closed_after_changes',
  'closed_over_requested_changes',
  'closed_without_review',
  'reopened',
  'open',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** What an item waits for: a review of what was done, or an answer to requested changes. */
export const WAITING = ['review', 'answer'] as const;

export type Waiting = (typeof WAITING)[number];

/** Seconds from the first event to the first of a sort; null where there is none, or a time is wrong. */
export interface DigestTimes {
  plan: number | null;
  review: number | null;
  approval: number | null;
  /** To the close that stands; null for an item that is not closed. */
  close: number | null;
}

export interface Participant {
  name: string;
  events: number;
  approvals: number;
  /** How many of this person's reviews requested changes. */
  requests: number;
}

/** How much of a log was folded. Line endings count as `\n`, so that git's conversions change nothing. */
export interface Watermark {
  events: number;
  bytes: number;
  /** SHA-256 of these bytes, 64 hex digits. */
  sha256: string;
  /** The first 16 hex digits of the SHA-256 of the last 4 KiB of them: what a reader checks. */
  tail: string;
  /** Four hex digits for each event, in the order of the log: they tell events that a merge put between from lost ones. */
  marks: string;
}

/** What the log of an item says, in numbers: a function of the item's id, its status and the log alone. */
export interface Digest {
  item: string;
  outcome: Outcome;
  /** The time of the first event, and of the last one that has a time. */
  createdAt: string | null;
  lastActivity: string | null;
  times: DigestTimes;
  review: {
    /** Of the first and the last review with a verdict. */
    first: Verdict | null;
    last: Verdict | null;
    /** How often changes were requested, and how many of these requests were answered. */
    requested: number;
    answered: number;
  };
  waiting: Waiting | null;
  /** How often it was opened again. */
  reopened: number;
  /** By kind, in the order of the names. */
  kinds: { kind: string; events: number }[];
  /** By name. */
  participants: Participant[];
  watermark: Watermark;
}
