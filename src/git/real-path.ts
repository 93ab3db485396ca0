import { realpathSync } from 'node:fs';

/** A path without symbolic links: all names of one directory are one. A path that leads nowhere stays as it is. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return path;
  }
}
