import type { ItemPlace } from './change.ts';
import type { EntryKind } from './tree.ts';

/** An item as a commit has it: what its log is compared by. */
export interface CommittedItem extends ItemPlace {
  /** Relative to the root of the later commit; `../` leads to the project. */
  path: string;
  /** What stands directly in its directory, or of that what is not the same in the other commit. */
  entries: ReadonlyMap<string, EntryKind>;
  /**
   * The bytes of item.md and thread.md; null for one that is missing, no file, or the same in the other commit, and for an
   * item.md that nobody needs to look at.
   */
  item: Uint8Array | null;
  thread: Uint8Array | null;
}

/** The items that two commits have otherwise. What is the same in both is left out. */
export interface LogComparison {
  /** The earlier commit in words, where it is not the base that was asked for: `parent 2 of 1a2b3c4`. */
  against: string | null;
  base: readonly CommittedItem[];
  head: readonly CommittedItem[];
  /** What the later commit has in the place of a status directory or an item, and is no directory. */
  odd: readonly { path: string; kind: EntryKind }[];
}
