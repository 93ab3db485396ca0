import type { FileVersion, Seen } from '../tickets/history.ts';
import type { FileChange } from './file-changes.ts';
import { fileVersion } from './file-version.ts';
import { readBlobs } from './read-blobs.ts';

/**
 * The review that stood beside a ticket when it was last there: in HEAD, which a migration may not have been committed
 * to, or just before the last commit that removed the ticket.
 */
export function reviewBeside(
  worktree: string,
  ticket: string,
  changes: readonly FileChange[],
): Seen<FileVersion | null> {
  const path = ticket.replace(/\.md$/, '.review.md');
  if (!changes.some((change) => change.path === path)) return { found: null, gap: null };
  const removal = changes.find((change) => change.path === ticket && change.blob === null);
  const before = removal?.parents[0] ?? 'HEAD';
  const names = [`HEAD:${ticket}`, `HEAD:${path}`, `${before}:${path}`];
  const { found, gap } = readBlobs(worktree, names);
  const [ticketNow, reviewNow, reviewBefore] = found;
  const [commit, review] = ticketNow ? ['HEAD', reviewNow] : [before, reviewBefore];
  return { found: review ? fileVersion(commit, path, review) : null, gap };
}
