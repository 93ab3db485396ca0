import { TicketsError } from '../tickets/tickets-error.ts';
import { fileKind } from './file-kind.ts';
import { fileSystemError } from './file-system-error.ts';
import { replaceBeside } from './replace-beside.ts';

/** Writes a file that a person named, whole or not at all: an older one of that name is replaced. */
export function writeOutput(path: string, content: string | Uint8Array): void {
  try {
    const kind = fileKind(path);
    if (kind !== 'file' && kind !== 'missing') {
      throw new TicketsError('file-system', `${path} is no regular file`, 'name another --output; nothing was written');
    }
    replaceBeside(path, content);
  } catch (error) {
    throw fileSystemError(error, path);
  }
}
