import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a step with a directory of its own outside of the tree, which is gone afterwards. */
export function withTemporaryDirectory<T>(step: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'tickets-'));
  try {
    return step(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
