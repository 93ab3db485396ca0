import type { ItemFields } from '../format/item-file.ts';
import type { ThreadEvent } from '../format/thread.ts';
import type { ItemPlace } from './change.ts';

/** A file, with its content as text where it is valid UTF-8. `executable` is there where its owner may run it. */
export type ExportedFile = { path: string; executable?: true } & ({ text: string } | { base64: string });

/** An item as an export has it. Its `files` are all of it; the rest is what they say, for readers. */
export interface ExportedItem extends ItemPlace {
  fields: ItemFields;
  /** Keys of the front matter that the format does not know, as they stand. */
  extra: Record<string, string>;
  body: string;
  events: Omit<ThreadEvent, 'raw'>[];
  resolution: string | null;
  /** Paths relative to the item's directory. */
  files: ExportedFile[];
}

/** A whole tree of work items. */
export interface ExportedTree {
  kind: 'tickets-export';
  /** By status, then by id. */
  items: ExportedItem[];
  /** The files beside the items: in the root and in the status directories, with paths relative to the root. */
  files: ExportedFile[];
  /** What an import could not bring back: links, special and unreadable files, names that are no ids. */
  problems: { path: string; reason: string }[];
}
