import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ExampleTree } from '../../src/doctor/example-tree.ts';

/** Puts a rule's example on disk, below a root. */
export function writeExample(root: string, tree: ExampleTree): void {
  for (const [path, entry] of Object.entries(tree)) {
    const target = join(root, path);
    if (entry === null) {
      mkdirSync(target, { recursive: true });
      continue;
    }
    mkdirSync(dirname(target), { recursive: true });
    if (typeof entry === 'string' || entry instanceof Uint8Array) writeFileSync(target, entry);
    else if ('symlink' in entry) symlinkSync(entry.symlink, target);
    else if ('size' in entry) {
      // A hole: takes no space on the disk.
      writeFileSync(target, '');
      truncateSync(target, entry.size);
    } else execFileSync('mkfifo', [target]);
  }
}
