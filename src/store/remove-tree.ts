import { join } from 'node:path';
import { disk } from './disk.ts';
import { fileKind } from './file-kind.ts';

/** Removes what stands at a path, with everything below it; a symbolic link itself, never what it points at. */
export function removeTree(path: string): void {
  const kind = fileKind(path);
  if (kind === 'missing') return;
  if (kind !== 'directory') {
    disk.unlink(path);
    return;
  }
  for (const { name } of disk.readdir(path)) removeTree(join(path, name));
  disk.rmdir(path);
}
