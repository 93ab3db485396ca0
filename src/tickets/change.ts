import type { Status } from '../format/status.ts';

/** Where an item is: its status directory and its name in it. */
export interface ItemPlace {
  status: Status;
  id: string;
}

/**
 * One step of an operation. An operation never writes: it returns the steps, and one place applies them, in
 * order. The append to the log comes first, since it is the commit point; what follows can be redone from it. The text
 * of item.md comes last: an item.md that has the time of the last event tells that nothing is left to do.
 */
export type Change =
  | {
      type: 'create-item';
      item: ItemPlace;
      files: Record<string, string | Uint8Array>;
      /** The names of those that may be run. */
      executable?: readonly string[];
    }
  | {
      type: 'append';
      item: ItemPlace;
      file: 'thread.md';
      text: string;
      /** The event's id. */
      event: string;
      /** The time in item.md will not tell whether what follows was done: what is written aside is made durable before. */
      untold?: true;
    }
  | {
      type: 'write';
      item: ItemPlace;
      file: 'item.md' | 'thread.md' | 'resolution.md' | 'digest.json';
      text: string;
      /** The event does not tell what to write: the text itself is made durable before it. */
      keep?: true;
    }
  | { type: 'remove'; item: ItemPlace; file: 'resolution.md' | 'digest.json' }
  | { type: 'move'; item: ItemPlace; to: Status }
  /** Leaves the file in the root that tells of edited slugs, where there is none: the item gets one. */
  | { type: 'note-slug'; item: ItemPlace };

/** What an operation decided: the steps, and what to tell the caller about them. */
export interface Plan<Result> {
  changes: Change[];
  result: Result;
}
