import { join } from 'node:path';
import { disk } from './disk.ts';
import { fileKind } from './file-kind.ts';
import { STAGING } from './staging.ts';

/** What a killed command left of a change to an item: the name of its new item.md tells which change that was. */
export interface Leftover {
  /** The id of the event that it was to record. */
  event: string;
  /** The length of the log before that, in bytes. */
  size: number;
  /** The fingerprint of the item.md that it was to replace; null where the event and the times tell what to write. */
  base: string | null;
  /** Where the new item.md is, if only this file has it. */
  kept?: string;
}

/** What is left of a change to an item, where that could not be finished before. */
export function leftoverOf(root: string, id: string): Leftover | null {
  const directory = join(root, STAGING, id);
  return fileKind(directory) === 'directory' ? readLeftover(directory) : null;
}

/** Reads a staging directory; null for one that is of no change to an item. */
export function readLeftover(directory: string): Leftover | null {
  for (const { name } of disk.readdir(directory)) {
    const [, event, size, from, base = null] =
      /^([0-9a-f]{16})\.(\d{1,15})(?:\.(from-)?([0-9a-f]{16}))?$/.exec(name) ?? [];
    if (event === undefined) continue;
    const leftover = { event, size: Number(size), base };
    return base === null || from !== undefined ? leftover : { ...leftover, kept: join(directory, name) };
  }
  return null;
}
