import { resolve } from 'node:path';
import { MERGE_DRIVERS } from '../git/merge-drivers.ts';
import { mergeFileAsGit } from '../git/merge-file.ts';
import { overwriteFile } from '../store/overwrite-file.ts';
import { readFile } from '../store/read-file.ts';
import { parseDigest } from '../tickets/digest/parse-digest.ts';
import { readTexts } from '../tickets/merge/merge-item.ts';
import { mergeItemTexts } from '../tickets/merge/merge-item-text.ts';
import { markConflict } from '../tickets/merge/merge-lines.ts';
import { mergeThreads } from '../tickets/merge/merge-threads.ts';
import { isSameItemFile, isSameLog } from '../tickets/merge/same-origin.ts';
import { TicketsError } from '../tickets/tickets-error.ts';

/** The files that git hands to a merge driver: `%O %A %B %P`. `ours` gets the result. */
export interface DriverFiles {
  base: string;
  ours: string;
  theirs: string;
  /** The path of the file in the repository. */
  path: string;
}

export type DriverKind = (typeof MERGE_DRIVERS)[number]['kind'];

export const DRIVER_KINDS: readonly DriverKind[] = MERGE_DRIVERS.map(({ kind }) => kind);

export interface DriverResult {
  path: string;
  /** The fields in conflict; `thread` or `item` where git brought two different items together. */
  conflicts: string[];
}

const NAMES = { ours: 'ours', theirs: 'theirs' };

/**
 * Merges one file for git. A fault of this program leaves what git would have made of it, both sides between lines of a
 * conflict, and is thrown on.
 */
export function mergeDriver(kind: DriverKind, files: DriverFiles, cwd: string): DriverResult {
  try {
    return merge(kind, files, cwd);
  } catch (error) {
    mergeFileAsGit(cwd, files);
    throw error;
  }
}

function merge(kind: DriverKind, files: DriverFiles, cwd: string): DriverResult {
  const bytes = [files.base, files.ours, files.theirs].map((path) => readSide(resolve(cwd, path)));
  const { texts, encoding } = readTexts(bytes);
  const [base = '', ours = '', theirs = ''] = texts as string[];
  const itemId = files.path.split('/').at(-2) ?? '';
  const { text, conflicts } = MERGES[kind](itemId, base, ours, theirs);
  overwriteFile(resolve(cwd, files.ours), Buffer.from(text, encoding));
  return { path: files.path, conflicts };
}

type Merge = (itemId: string, base: string, ours: string, theirs: string) => { text: string; conflicts: string[] };

const MERGES: Record<DriverKind, Merge> = {
  thread,
  item: (_itemId, base, ours, theirs) => item(base, ours, theirs),
  digest: (_itemId, _base, ours, theirs) => digest(ours, theirs),
};

function thread(itemId: string, base: string, ours: string, theirs: string): ReturnType<Merge> {
  if (!isSameLog(itemId, base, ours, theirs)) return apart('thread', ours, theirs);
  const { text, conflict } = mergeThreads(base, ours, theirs, { itemId, names: NAMES });
  return { text, conflicts: conflict ? ['thread'] : [] };
}

function item(base: string, ours: string, theirs: string): ReturnType<Merge> {
  if (!isSameItemFile(base, ours, theirs)) return apart('item', ours, theirs);
  const merged = mergeItemTexts(base === '' ? null : base, ours, theirs, { names: NAMES });
  return { text: merged.text, conflicts: merged.conflicts.map(({ field }) => field) };
}

/**
 * Two seals never conflict. Git does not say which log comes out of the merge, so one of the two stays, is believed by no
 * command, and `tickets resolve` seals the merged log.
 */
function digest(ours: string, theirs: string): ReturnType<Merge> {
  return { text: parseDigest(ours) === null ? theirs : ours, conflicts: [] };
}

/** Two different items: neither may go into the other, and neither may be lost. */
function apart(kind: DriverKind, ours: string, theirs: string): ReturnType<Merge> {
  return { text: markConflict(ours, theirs, NAMES), conflicts: [kind] };
}

function readSide(path: string): Buffer {
  const read = readFile(path);
  if (read.kind === 'read') return read.bytes;
  const why = read.kind === 'missing' ? 'is not there' : read.reason;
  throw new TicketsError('unreadable', `${path} ${why}`, 'git calls this command, with files of its own');
}
