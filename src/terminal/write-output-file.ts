import { randomBytes } from 'node:crypto';
import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { TicketsError } from '../tickets/tickets-error.ts';

/**
 * Writes a file that the user named for output: whole or not at all, so that no half of a report is read. A device or a
 * pipe is written to as it stands. Throws a TicketsError `file-system`.
 */
export function writeOutputFile(path: string, text: string): void {
  const draft = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat && !stat.isFile()) {
      writeFileSync(path, text);
      return;
    }
    try {
      writeFileSync(draft, text, { flag: 'wx', ...(stat && { mode: stat.mode }) });
      renameSync(draft, path);
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new TicketsError('file-system', `cannot write ${path} (${String(error.code)})`, 'is its directory there?');
  }
}
