import type { ItemFile } from '../format/item-file.ts';
import type { Status } from '../format/status.ts';
import type { Thread } from '../format/thread.ts';
import type { ItemSummary } from './item.ts';

/** What stands under a name in an item's directory. */
export type EntryKind = 'file' | 'directory' | 'symlink' | 'other' | 'missing' | 'hidden';

/** One item with everything that a check looks at. */
export interface TreeItem {
  summary: ItemSummary;
  /** Null where item.md could not be read at all. */
  file: ItemFile | null;
  /** Null where thread.md could not be read at all. */
  thread: Thread | null;
  /** What stands where the format wants a file or directory. */
  entries: { item: EntryKind; thread: EntryKind; artifacts: EntryKind };
}

/** A whole tree of work items as a value: checks need no disk. */
export interface Tree {
  items: TreeItem[];
  missingStatuses: Status[];
  /** What could not be looked into. */
  problems: { code: string; path: string; message: string }[];
  legacy: {
    /** The text of TODO.md in the project; null where there is none. */
    todo: string | null;
    /** Files of the legacy tracker, relative to the project: `tickets/x.md`. */
    tickets: string[];
  };
}
