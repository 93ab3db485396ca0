import { basename, dirname, join } from 'node:path';
import { decodeText } from '../format/decode-text.ts';
import type { RepairedFile } from '../tickets/repaired-tree.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { checkPath } from './check-path.ts';
import { disk } from './disk.ts';
import { fileKind } from './file-kind.ts';
import { fileSystemError } from './file-system-error.ts';
import { makeDirectory } from './make-directory.ts';
import { putIntoPlace } from './put-into-place.ts';
import { readFile } from './read-file.ts';
import { replaceFile } from './replace-file.ts';
import { withStaging, writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * Writes repaired files, each in one step. One that has changed since it was read, or that would be written outside of
 * the root, is refused before the first is written. Call it with the lock held.
 */
export function applyRepairs(root: string, files: readonly RepairedFile[]): void {
  for (const { path, before } of files) {
    checkPath(root, path);
    if (readRepairable(root, path) === before) continue;
    throw new TicketsError('conflict', `${path} changed while it was checked`, 'run doctor again');
  }
  let done = 0;
  try {
    for (const { path, after } of files) {
      writeFile(root, join(root, path), after, () => {
        done += 1;
      });
    }
  } catch (error) {
    const before = { done: `${done} of ${files.length} files are repaired`, hint: 'run doctor --fix again' };
    throw fileSystemError(error, root, done > 0 ? before : undefined);
  }
}

/** Writes a file in one step, together with its directory if that is missing. */
function writeFile(root: string, path: string, text: string, onPlaced: () => void): void {
  const directory = dirname(path);
  if (fileKind(directory) !== 'missing') {
    replaceFile(root, path, text, { onPlaced });
    return;
  }
  makeDirectory(dirname(directory));
  withStaging(root, 'replace', (staging) => {
    const staged = join(staging, 'directory');
    disk.mkdir(staged);
    writeNewFile(join(staged, basename(path)), text);
    syncDirectory(staged);
    putIntoPlace(staged, directory);
    onPlaced();
    syncDirectory(dirname(directory));
  });
}

/** The text of a file that a repair would change; null where there is none. */
export function readRepairable(root: string, path: string): string | null {
  const read = readFile(join(root, path));
  if (read.kind === 'missing') return null;
  if (read.kind === 'unreadable') throw new TicketsError('unreadable', `${path} ${read.reason}`, 'nothing was written');
  const { text, validUtf8 } = decodeText(read.bytes);
  if (validUtf8) return text;
  throw new TicketsError('unreadable', `${path} is not valid UTF-8; writing it would change its bytes`);
}
