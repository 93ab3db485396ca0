import { dirname } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import { disk } from './disk.ts';
import { fileKind } from './file-kind.ts';
import { fileSystemError } from './file-system-error.ts';
import { makeDirectory } from './make-directory.ts';
import { putIntoPlace } from './put-into-place.ts';
import { readText } from './read-file.ts';
import { removeIfThere } from './remove-if-there.ts';
import { writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';
import { tolerate } from './tolerate.ts';

/** The text of a file of settings; null where there is none. Throws a TicketsError `unreadable` for a link or no UTF-8. */
export function readSettings(path: string): string | null {
  const read = readText(path);
  if (read.kind === 'missing') return null;
  if (read.kind === 'unreadable') throw new TicketsError('unreadable', `${path} ${read.reason}`, 'nothing was written');
  if (!read.validUtf8) throw new TicketsError('unreadable', `${path} is not valid UTF-8`, 'nothing was written');
  return read.text;
}

/** Replaces a file of settings in one step, keeping its mode, or makes it; null removes it. Call it with the lock held. */
export function writeSettings(path: string, text: string | null, options: { executable?: boolean } = {}): void {
  const draft = `${path}.tickets`;
  try {
    if (text === null) {
      disk.unlink(path);
      return;
    }
    makeDirectory(dirname(path));
    const isNew = fileKind(path) === 'missing';
    // Of a command that was killed.
    removeIfThere(draft);
    writeNewFile(draft, text, isNew ? (options.executable ? 0o755 : undefined) : path);
    putIntoPlace(draft, path);
    syncDirectory(dirname(path));
  } catch (error) {
    tolerate(() => removeIfThere(draft));
    throw fileSystemError(error, path);
  }
}
