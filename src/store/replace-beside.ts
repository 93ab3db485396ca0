import { dirname } from 'node:path';
import { newNonce } from './new-nonce.ts';
import { putIntoPlace } from './put-into-place.ts';
import { removeIfThere } from './remove-if-there.ts';
import { writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';
import { tolerate } from './tolerate.ts';

/**
 * Replaces a file outside of the tree in one step, keeping its mode. The draft is beside it, `NAME.<12 hex digits>`, as the
 * tree may be on another file system.
 */
export function replaceBeside(path: string, content: string | Uint8Array): void {
  const draft = `${path}.${newNonce().slice(0, 12)}`;
  try {
    writeNewFile(draft, content, path);
    putIntoPlace(draft, path);
    syncDirectory(dirname(path));
  } catch (error) {
    tolerate(() => removeIfThere(draft));
    throw error;
  }
}
