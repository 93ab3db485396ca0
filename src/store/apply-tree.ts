import { dirname, join } from 'node:path';
import { checkPath } from './check-path.ts';
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
    checkPath(root, step.path);
    if (step.type === 'move') checkPath(root, step.from);
  }
  let begun = false;
  try {
    withStaging(root, 'resolve', (staging) => {
      for (const [index, step] of steps.entries()) {
        if (step.type !== 'write') continue;
        const staged = join(staging, String(index));
        writeNewFile(staged, step.bytes, modeOf(join(root, step.path), step.executable));
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

/** The mode of a file that is written: that of the one before, but that whoever may read a program may run it, and nothing else. */
function modeOf(path: string, executable: boolean): number | undefined {
  const before = fileKind(path) === 'file' ? disk.stat(path).mode & 0o7777 : undefined;
  if (before === undefined) return executable ? 0o755 : undefined;
  return executable ? before | ((before & 0o444) >> 2) : before & ~0o111;
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
