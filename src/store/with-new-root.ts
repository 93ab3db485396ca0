import { dirname, join } from 'node:path';
import { STATUSES } from '../format/status.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { disk } from './disk.ts';
import { fileKind } from './file-kind.ts';
import { initRoot } from './init-root.ts';
import { tolerate } from './tolerate.ts';

/**
 * Runs a step in a root that is made where there is none. If that fails, or the step is refused before it wrote anything, the
 * directories that were made for it are taken away: its error says that nothing was changed. Only empty ones are, so that
 * nobody loses what they put there meanwhile.
 */
export function withNewRoot<T>(root: string, step: () => T): T {
  const missing = missingDirectories(root);
  const takeBack = (): boolean => {
    for (const path of missing) tolerate(() => disk.rmdir(path));
    return missing.every((path) => fileKind(path) === 'missing');
  };
  initRoot(root, { gitkeep: false, takeBack });
  try {
    return step();
  } catch (error) {
    if (!(error instanceof TicketsError && error.code === 'partly-applied')) takeBack();
    throw error;
  }
}

/** The directories of a root that are not there, and those above it, innermost first. */
function missingDirectories(root: string): string[] {
  const missing = STATUSES.map((status) => join(root, status)).filter((path) => fileKind(path) === 'missing');
  for (let path = root; fileKind(path) === 'missing'; path = dirname(path)) missing.push(path);
  return missing;
}
