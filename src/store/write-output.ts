import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { fileKind } from './file-kind.ts';
import { fileSystemError } from './file-system-error.ts';
import { putIntoPlace } from './put-into-place.ts';
import { removeIfThere } from './remove-if-there.ts';
import { writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';
import { tolerate } from './tolerate.ts';

/** Writes a file that a person named, whole or not at all: an older one of that name is replaced. */
export function writeOutput(path: string, content: string | Uint8Array): void {
  const kind = fileKind(path);
  if (kind !== 'file' && kind !== 'missing') {
    throw new TicketsError('file-system', `${path} is no regular file`, 'name another --output; nothing was written');
  }
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeNewFile(draft, content, path);
    putIntoPlace(draft, path);
    syncDirectory(dirname(path));
  } catch (error) {
    tolerate(() => removeIfThere(draft));
    throw fileSystemError(error, path);
  }
}
