import { disk } from './disk.ts';
import { hasErrorCode } from './has-error-code.ts';

/** What git would take a file for: its mode and, of a link, what it points to. Null for what git does not keep. */
export function gitMode(path: string): { mode: string; link: string | null } | null {
  try {
    const stat = disk.lstat(path);
    if (stat.isSymbolicLink()) return { mode: '120000', link: disk.readlink(path) };
    return stat.isFile() ? { mode: stat.mode & 0o100 ? '100755' : '100644', link: null } : null;
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}
