import type { Status } from '../format/status.ts';

/** Where an item is: its status directory and its name in it. */
export interface ItemPlace {
  status: Status;
  id: string;
}

/**
 * One step of an operation. An operation never writes: it returns the steps, and one place applies them, in
 * order. The append to the log comes first, since it is the commit point; what follows can be redone from it.
 */
export type Change =
  // `executable` names those of the files that may be run.
  | {
      type: 'create-item';
      item: ItemPlace;
      files: Record<string, string | Uint8Array>;
      executable?: readonly string[];
    }
  | { type: 'append'; item: ItemPlace; file: 'thread.md'; text: string }
  | { type: 'write'; item: ItemPlace; file: 'item.md' | 'resolution.md'; text: string }
  | { type: 'remove'; item: ItemPlace; file: 'resolution.md' }
  | { type: 'move'; item: ItemPlace; to: Status };

/** What an operation decided: the steps, and what to tell the caller about them. */
export interface Plan<Result> {
  changes: Change[];
  result: Result;
}
