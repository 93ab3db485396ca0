import { disk } from './disk.ts';
import { hasErrorCode } from './has-error-code.ts';

/** `hidden`: the directory that it would be in may not be searched. */
export type FileKind = 'file' | 'directory' | 'symlink' | 'other' | 'missing' | 'hidden';

/** What stands at a path, without following a symbolic link at its end. */
export function fileKind(path: string): FileKind {
  try {
    const stat = disk.lstatIfThere(path);
    if (stat === undefined) return 'missing';
    if (stat.isFile()) return 'file';
    if (stat.isDirectory()) return 'directory';
    return stat.isSymbolicLink() ? 'symlink' : 'other';
  } catch (error) {
    // Of Node's choice, this one is thrown all the same.
    if (hasErrorCode(error, 'ENOTDIR')) return 'missing';
    if (hasErrorCode(error, 'EACCES', 'EPERM')) return 'hidden';
    throw error;
  }
}
