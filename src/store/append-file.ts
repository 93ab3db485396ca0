import { TicketsError } from '../tickets/tickets-error.ts';
import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';
import { tolerate } from './tolerate.ts';
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
      cutBack(path, file, stat.size, error);
      throw error;
    }
  } finally {
    // What is synced is safe, and what failed is told already.
    tolerate(() => disk.close(file));
  }
}

function cutBack(path: string, file: number, length: number, cause: unknown): void {
  try {
    disk.truncate(file, length);
    disk.fsync(file);
  } catch (error) {
    const codes = [cause, error].map((each) => errorCode(each) ?? String(each)).join(', then ');
    throw new TicketsError(
      'partly-applied',
      `cannot write ${path} (${codes}): an event that was not recorded may stand at its end`,
      'the next command that changes the item moves it away, or finishes it if it is whole',
    );
  }
}
