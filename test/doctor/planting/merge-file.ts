import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What git itself makes of two changes of one text, with its conflict markers where they clash. */
export function mergeFile(ours: string, base: string, theirs: string, ...options: string[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'tickets-merge-'));
  try {
    const paths = Object.entries({ ours, base, theirs }).map(([name, text]) => {
      writeFileSync(join(directory, name), text);
      return join(directory, name);
    });
    const labels = ['HEAD', 'base', 'fix-search'].flatMap((label) => ['-L', label]);
    const { stdout, error } = spawnSync('git', ['merge-file', '-p', ...options, ...labels, ...paths], {
      encoding: 'utf8',
    });
    if (error) throw error;
    return stdout;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
