import type { Seen } from '../tickets/history.ts';
import { queryGit } from './query-git.ts';

export interface Blob {
  /** git's name of the content. */
  id: string;
  bytes: Uint8Array;
}

const NEWLINE = 0x0a;

/**
 * The contents that go by these names: `<blob>` or `<commit>:<path>`. In their order; null for one that is no file, is
 * not there, or has a line break in its name, which git cannot be asked for.
 */
export function readBlobs(worktree: string, names: readonly string[]): Seen<(Blob | null)[]> {
  const asked = names.filter((name) => !name.includes('\n'));
  if (asked.length === 0) return { found: names.map(() => null), gap: null };
  const answer = queryGit(worktree, ['cat-file', '--batch'], asked.map((name) => `${name}\n`).join(''));
  if (answer.kind === 'failed') return { found: names.map(() => null), gap: answer.reason };
  const blobs = parseBatch(answer.output, asked);
  return { found: names.map((name) => blobs.get(name) ?? null), gap: null };
}

/** Reads gitcat-file(1)'s batch output: `<id> <type> <size>`, the content and a newline; else a line that says why not. */
function parseBatch(output: Buffer, names: readonly string[]): Map<string, Blob> {
  const blobs = new Map<string, Blob>();
  let at = 0;
  for (const name of names) {
    const end = output.indexOf(NEWLINE, at);
    const header = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(output.subarray(at, end).toString());
    at = end + 1;
    if (!header) continue;
    const [, id = '', type, size] = header;
    const bytes = output.subarray(at, at + Number(size));
    if (type === 'blob') blobs.set(name, { id, bytes });
    at += Number(size) + 1;
  }
  return blobs;
}
