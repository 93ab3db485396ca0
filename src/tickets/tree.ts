import type { ItemFile } from '../format/item-file.ts';
import type { Thread } from '../format/thread.ts';
import type { ItemPlace } from './change.ts';

/** What stands under a name. */
export type EntryKind = 'file' | 'directory' | 'symlink' | 'other';

export interface TreeEntry {
  /** Relative to the directory that was listed, with `/`. */
  path: string;
  kind: EntryKind;
}

/** The place of an item that a listing names. */
export interface ListedPlace extends ItemPlace {
  /** Its directory, relative to the root. */
  path: string;
}

/** A text file of an item, as it was read. */
export interface CheckedFile {
  name: string;
  /** Relative to the root. */
  path: string;
  text: string;
  validUtf8: boolean;
  /** False where nobody looked. */
  isAscii: boolean;
}

/**
 * One item with everything that a check looks at. What is parsed is parsed once, at the first question.
 */
export interface CheckedItem extends ListedPlace {
  /** Everything in its directory, artifacts included. */
  entries: TreeEntry[];
  /** The three text files; null for one that is missing or cannot be read. */
  item: CheckedFile | null;
  thread: CheckedFile | null;
  resolution: CheckedFile | null;
  /** Why a file or directory that is there could not be read; paths relative to the root. */
  unreadable: { path: string; reason: string }[];
  parsedItem: () => ItemFile | null;
  parsedThread: () => Thread | null;
  /** The text of another file in its directory; null where it cannot be read or is not valid UTF-8. */
  textOf: (path: string) => string | null;
}

/** What rules over the whole tree know of an item: little, since a tree may hold 100,000 of them. */
export interface ItemFacts extends ListedPlace {
  fieldId: string;
  slug: string;
  legacyTicket: string | null;
  /** Where these fields stand in item.md; nothing for one that it lacks. */
  places: { id?: FieldSpan; slug?: FieldSpan; legacy_ticket?: FieldSpan };
}

/** The place of a value on its line, 1-based. */
export interface FieldSpan {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** The tree around the items. */
export interface TreeLayout {
  /** What stands directly in the root, in the status directories and in `.tmp`, with its path relative to the root. */
  entries: TreeEntry[];
  /**
   * Everything below a directory of the root, with paths relative to it; null where it cannot be listed. Asked only of
   * the few directories that are no items.
   */
  contents: (directory: string) => TreeEntry[] | null;
  /** What could not be read or listed; `../` leads to the project. */
  unreadable: { path: string; reason: string }[];
  legacy: LegacyTracker;
}

/** What is left of the tracker that came before work items. */
export interface LegacyTracker {
  /** Text of the project's TODO.md; null where there is none. */
  todo: string | null;
  /** Files `tickets/*.md`, relative to the project. */
  tickets: string[];
  /** The text of one of them; null where it cannot be read or is not valid UTF-8. */
  textOf: (path: string) => string | null;
}
