import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync } from 'node:fs';
import { TicketsError } from '../tickets/tickets-error.ts';
import { writeFully } from './write-fully.ts';

/**
 * Appends to a file and makes it durable: this is the commit point of every change. After an error the file is
 * cut back to its old length.
 */
export function appendFile(path: string, text: string): void {
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT;
  const file = openSync(path, flags | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0), 0o666);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new TicketsError('unreadable', `${path} is no regular file`, 'nothing was written');
    try {
      writeFully(file, Buffer.from(text));
      fsyncSync(file);
    } catch (error) {
      ftruncateSync(file, stat.size);
      throw error;
    }
  } finally {
    closeSync(file);
  }
}
