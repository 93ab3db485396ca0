import { randomBytes } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * Replaces a file outside of the tree in one step, keeping its mode. The draft is beside it, `NAME.<12 hex digits>`, as the
 * tree may be on another file system.
 */
export function replaceBeside(path: string, content: string | Uint8Array): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeNewFile(draft, content, { like: path });
    renameSync(draft, path);
    syncDirectory(dirname(path));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
