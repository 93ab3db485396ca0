import type { ItemFields } from '../format/item-file.ts';
import type { Problem } from '../format/problem.ts';
import type { Status } from '../format/status.ts';
import type { ThreadEvent } from '../format/thread.ts';
import type { ItemPlace } from './change.ts';

/** One line of a list: what item.md and the directory say. */
export interface ItemSummary extends ItemFields {
  /** The item's directory, relative to the root. */
  path: string;
  /** The directory that the item is in. Where the field differs, `fieldStatus` has what item.md says. */
  status: Status;
  fieldStatus: string;
  /** Keys that the format does not know, as they stand. */
  extra: Record<string, string>;
  /** False when item.md could not be read as one. The item is listed all the same. */
  readable: boolean;
  /** What is wrong with item.md. */
  problems: Problem[];
}

/** An item with all that belongs to it. */
export interface ItemDetail extends ItemSummary {
  body: string;
  events: ThreadEvent[];
  /** Text of thread.md before its first event; empty in every healthy thread. */
  preamble: string;
  resolution: string | null;
  /** Paths below `artifacts/`, `.gitkeep` left out. */
  artifacts: string[];
  /** Files and directories in the item's directory that the format does not know. */
  otherFiles: string[];
}

/** The files of one item as an operation sees them: texts, not values, because edits keep every byte. */
export interface ItemSnapshot extends ItemPlace {
  itemText: string;
  /**
   * Empty where the file is missing. For an operation that only adds to the log its end will do: whole events, the last
   * one, whose id fits it, and the one before it at least.
   */
  threadText: string;
  /** Set where `threadText` is only the end of the log. */
  isTail?: true;
  /** Then, what is known of the bytes in front of it: all events of a time that is not yet over, at least. */
  before?: Buffer;
  /** Then, for an item with a seal: the bytes of all of the log. */
  sealedLog?: Uint8Array;
  resolutionText: string | null;
  /** Of digest.json, the seal of an item that has ended. */
  digestText: string | null;
}

/** What an operation needs from outside: who asks, and when. */
export interface OperationContext {
  author: string;
  now: Date;
}
