import { dirname } from 'node:path';
import { disk } from './disk.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * Makes a directory that is to stay, and those above it, durably. Returns whether it was missing. A symbolic link or
 * a file in its place is an error (EEXIST). `onMade` is told as soon as something is there.
 */
export function makeDirectory(path: string, onMade: () => void = () => {}): boolean {
  if (fileKind(path) === 'directory') return false;
  try {
    disk.mkdir(path);
  } catch (error) {
    // Somebody else has made it by now.
    if (errorCode(error) === 'EEXIST' && fileKind(path) === 'directory') return false;
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    makeDirectory(dirname(path), onMade);
    disk.mkdir(path);
  }
  onMade();
  syncDirectory(dirname(path));
  return true;
}
