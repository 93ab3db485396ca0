import { dirname, join } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { disk } from './disk.ts';
import { fileKind } from './file-kind.ts';
import { fileSystemError } from './file-system-error.ts';
import { removeHusk } from './husk.ts';
import { makeDirectory } from './make-directory.ts';
import { putIntoPlace } from './put-into-place.ts';
import { removeIfThere } from './remove-if-there.ts';
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
    withStaging(root, 'resolve', (staging) => {
      for (const [index, step] of steps.entries()) {
        if (step.type !== 'write') continue;
        const staged = join(staging, String(index));
        writeNewFile(staged, step.bytes, step.executable ? 0o755 : join(root, step.path));
      }
      begun = true;
      for (const [index, step] of steps.entries()) {
        if (step.type === 'remove') continue;
        const target = join(root, step.path);
        removeHusk(target);
        makeDirectory(dirname(target));
        putIntoPlace(step.type === 'write' ? join(staging, String(index)) : join(root, step.from), target);
        syncDirectory(dirname(target));
      }
      for (const step of steps) if (step.type === 'remove') remove(root, step.path);
      for (const step of steps)
        if (step.type !== 'write') removeEmptyAbove(root, step.type === 'move' ? step.from : step.path);
    });
  } catch (error) {
    const done = { done: 'a part is done', hint: 'the same command does the rest' };
    throw fileSystemError(error, root, begun ? done : undefined);
  }
}

function remove(root: string, path: string): void {
  removeIfThere(join(root, path));
  syncDirectory(dirname(join(root, path)));
}

/** Removes the directories that a removal left empty, up to the status directory, which stays. */
function removeEmptyAbove(root: string, path: string): void {
  for (let directory = dirname(path); directory.includes('/'); directory = dirname(directory)) {
    if (fileKind(join(root, directory)) !== 'directory') continue;
    if (disk.readdir(join(root, directory)).length > 0) return;
    disk.rmdir(join(root, directory));
  }
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
