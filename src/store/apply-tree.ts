import { chmodSync, mkdirSync, readdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { fileSystemError } from './file-system-error.ts';
import { withStaging, writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/** One step towards another tree. Paths are relative to the root. */
export type TreeStep =
  | { type: 'write'; path: string; bytes: Uint8Array; executable: boolean }
  | { type: 'move'; from: string; path: string }
  | { type: 'remove'; path: string };

/**
 * Brings files into the state that a merge decided. Everything new is written aside first, then put into place, and only
 * then is anything removed: whatever stops it, each content is still there. Call it with the lock held.
 */
export function applyTree(root: string, steps: readonly TreeStep[]): void {
  for (const step of steps) {
    checkTarget(root, step.path);
    if (step.type === 'move') checkTarget(root, step.from);
  }
  let begun = false;
  try {
    withStaging(root, (staging) => {
      mkdirSync(staging);
      for (const [index, step] of steps.entries()) {
        if (step.type !== 'write') continue;
        const staged = join(staging, String(index));
        writeNewFile(staged, step.bytes, join(root, step.path));
        if (step.executable) chmodSync(staged, 0o755);
      }
      begun = true;
      for (const [index, step] of steps.entries()) {
        if (step.type === 'remove') continue;
        const target = join(root, step.path);
        clearDirectory(target);
        mkdirSync(dirname(target), { recursive: true });
        renameSync(step.type === 'write' ? join(staging, String(index)) : join(root, step.from), target);
        syncDirectory(dirname(target));
      }
      for (const step of steps) if (step.type === 'remove') remove(root, step.path);
      for (const step of steps)
        if (step.type !== 'write') removeEmptyAbove(root, step.type === 'move' ? step.from : step.path);
    });
  } catch (error) {
    throw fileSystemError(error, root, begun ? 'a part is done, and the same command does the rest' : undefined);
  }
}

function remove(root: string, path: string): void {
  try {
    unlinkSync(join(root, path));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  syncDirectory(dirname(join(root, path)));
}

/** Removes the directories that a removal left empty, up to the status directory, which stays. */
function removeEmptyAbove(root: string, path: string): void {
  for (let directory = dirname(path); directory.includes('/'); directory = dirname(directory)) {
    if (fileKind(join(root, directory)) !== 'directory') continue;
    if (readdirSync(join(root, directory)).length > 0) return;
    rmdirSync(join(root, directory));
  }
}

/** A directory that holds nothing but directories makes room for a file. */
function clearDirectory(path: string): void {
  if (fileKind(path) !== 'directory') return;
  for (const name of readdirSync(path)) clearDirectory(join(path, name));
  rmdirSync(path);
}

/** No step leaves the root, by name or by a link. */
function checkTarget(root: string, path: string): void {
  const names = path.split('/');
  if (names.some((name) => name === '' || name === '.' || name === '..')) {
    throw new TicketsError('invalid-value', `'${path}' is no path in the root`);
  }
  for (let depth = 1; depth < names.length; depth += 1) {
    const above = names.slice(0, depth).join('/');
    const kind = fileKind(join(root, above));
    if (kind === 'directory' || kind === 'missing') continue;
    throw new TicketsError('unreadable', `${above} is no directory`, 'nothing was written');
  }
}
