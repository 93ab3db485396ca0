import { spawnSync } from 'node:child_process';
import { ticketsBin } from './tickets-bin.ts';

export interface UnprivilegedUser {
  uid?: number;
  gid?: number;
}

/** The number that every system gives to "nobody" when it has no better one. */
const NOBODY = 65_534;

/**
 * Somebody whom file modes keep out: the caller, unless that is root; then nobody. Null where nobody cannot
 * run the program, because the repository or Node is in root's own directory.
 */
export function unprivilegedUser(): UnprivilegedUser | null {
  if (process.getuid?.() !== 0) return {};
  const user = { uid: NOBODY, gid: NOBODY };
  const probe = spawnSync(process.execPath, [ticketsBin, '--version'], { ...user, cwd: '/', timeout: 10_000 });
  return probe.status === 0 ? user : null;
}
