import type { EntryKind } from '../tree.ts';

/** A file of the legacy tracker, as it was read. */
export interface LegacyFile {
  /** Relative to the project, with `/`: how items and links name it. */
  path: string;
  bytes: Uint8Array;
  text: string;
  validUtf8: boolean;
}

/** Something in the directory of tickets, at any depth. */
export interface LegacyEntry {
  path: string;
  kind: EntryKind;
  /** The content of a `.md` file directly in the directory. */
  file?: LegacyFile;
  /** Why that content could not be read. */
  unreadable?: string;
}

/** The legacy tracker of a project: what a migration starts from. */
export interface LegacySources {
  /** Relative to the project. */
  todoPath: string;
  todo: { file: LegacyFile } | { unreadable: string } | null;
  /** The directory of tickets, relative to the project. */
  ticketsPath: string;
  /** Everything in it, by path. */
  entries: LegacyEntry[];
}

/** An item that a migration made before: of an earlier run that was interrupted, or that kept its sources. */
export interface MigratedItem {
  id: string;
  slug: string;
  status: 'open' | 'pending' | 'closed';
  title: string;
  legacyTicket: string | null;
  createdAt: string;
  itemText: string;
  /** The bodies of its review events. */
  reviews: string[];
}
