import { TicketsError } from '../tickets/tickets-error.ts';
import { disk, OPEN } from './disk.ts';
import { writeFully } from './write-fully.ts';

/**
 * Appends to a file and makes it durable: this is the commit point of every change. After an error the file is
 * cut back to its old length.
 */
export function appendFile(path: string, text: string): void {
  const file = disk.open(path, OPEN.append, 0o666);
  try {
    const stat = disk.fstat(file);
    if (!stat.isFile()) throw new TicketsError('unreadable', `${path} is no regular file`, 'nothing was written');
    try {
      writeFully(file, Buffer.from(text));
      disk.fsync(file);
    } catch (error) {
      disk.truncate(file, stat.size);
      throw error;
    }
  } finally {
    disk.close(file);
  }
}
