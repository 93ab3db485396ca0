import { dirname, join } from 'node:path';
import type { LegacyFile } from '../tickets/migration/legacy.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { disk } from './disk.ts';
import { fileKind } from './file-kind.ts';
import { fileSystemError } from './file-system-error.ts';
import { readFile } from './read-file.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * Removes files whose content is in items now, and their directory if nothing else is in it. A file that has changed since
 * it was read stays, and stops it.
 */
export function removeLegacyFiles(project: string, directory: string, files: readonly LegacyFile[]): void {
  try {
    for (const { path, bytes } of files) {
      const absolute = join(project, path);
      const read = readFile(absolute);
      if (read.kind === 'missing') continue;
      if (read.kind === 'unreadable' || !read.bytes.equals(bytes)) {
        const hint = 'its item has the text from before; run the same command again, and it tells what differs';
        throw new TicketsError('conflict', `${path} changed while it was migrated`, hint);
      }
      disk.unlink(absolute);
    }
    const tickets = join(project, directory);
    if (fileKind(tickets) !== 'directory') return;
    syncDirectory(tickets);
    if (disk.readdir(tickets).length > 0) return;
    disk.rmdir(tickets);
    syncDirectory(dirname(tickets));
  } catch (error) {
    throw fileSystemError(error, project, { done: 'all items are written', hint: 'run the same command again' });
  }
}
