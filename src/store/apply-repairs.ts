import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decodeText } from '../format/decode-text.ts';
import type { RepairedFile } from '../tickets/repaired-tree.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { fileKind } from './file-kind.ts';
import { fileSystemError } from './file-system-error.ts';
import { readFile } from './read-file.ts';
import { replaceFile } from './replace-file.ts';
import { writeNewFile } from './staging.ts';
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
  try {
    for (const { path, before, after } of files) {
      const target = join(root, path);
      if (before !== null) {
        replaceFile(root, target, after);
        continue;
      }
      mkdirSync(dirname(target), { recursive: true });
      writeNewFile(target, after);
      syncDirectory(dirname(target));
    }
  } catch (error) {
    throw fileSystemError(error, root);
  }
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

/** No step leaves the root, by name or by a link. */
function checkPath(root: string, path: string): void {
  const names = path.split('/');
  if (names.some((name) => name === '' || name === '.' || name === '..')) {
    throw new TicketsError('invalid-value', `'${path}' is no path in the root`);
  }
  for (let depth = 1; depth < names.length; depth += 1) {
    const kind = fileKind(join(root, ...names.slice(0, depth)));
    if (kind !== 'directory' && kind !== 'missing') {
      throw new TicketsError('unreadable', `${names.slice(0, depth).join('/')} is no directory`, 'nothing was written');
    }
  }
}
