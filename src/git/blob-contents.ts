import { TicketsError } from '../tickets/tickets-error.ts';
import { runGit } from './run-git.ts';

/** The contents of blobs by their names, from one call of git. A name that is not there is left out. */
export function blobContents(worktree: string, oids: Iterable<string>): Map<string, Buffer> {
  const names = [...new Set(oids)];
  const blobs = new Map<string, Buffer>();
  if (names.length === 0) return blobs;
  const output = runGit(worktree, ['cat-file', '--batch'], { input: names.map((name) => `${name}\n`).join('') });
  let at = 0;
  for (const name of names) {
    const end = output.indexOf(10, at);
    const line = output.toString('utf8', at, end);
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(line) ?? [];
    if (end < 0) throw new TicketsError('git', `git cat-file broke off before ${name}`);
    at = end + 1;
    if (size === undefined) continue;
    const bytes = output.subarray(at, at + Number(size));
    if (bytes.length !== Number(size)) throw new TicketsError('git', `git cat-file broke off in ${name}`);
    if (type === 'blob') blobs.set(name, bytes);
    at += Number(size) + 1;
  }
  return blobs;
}
