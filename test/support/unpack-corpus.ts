import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Unpacks an archive of real data into a new temporary directory; null where the data is not at hand. */
export function unpackCorpus(archive: string): string | null {
  const file = fileURLToPath(new URL(`../../../shared/corpus/${archive}`, import.meta.url));
  if (!existsSync(file)) return null;
  const directory = mkdtempSync(join(tmpdir(), 'tickets-corpus-'));
  execFileSync('tar', ['-xzf', file, '-C', directory]);
  return directory;
}
