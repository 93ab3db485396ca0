import { join } from 'node:path';
import { disk } from './disk.ts';
import { fileKind } from './file-kind.ts';

/** git keeps no empty directory, so switching branches leaves directories that hold nothing but directories. */
export function isHusk(path: string): boolean {
  return disk.readdir(path).every((entry) => entry.isDirectory() && isHusk(join(path, entry.name)));
}

/** Removes a husk. Whatever is none makes it fail. */
export function removeHusk(path: string): void {
  if (fileKind(path) !== 'directory') return;
  for (const { name } of disk.readdir(path)) removeHusk(join(path, name));
  disk.rmdir(path);
}
