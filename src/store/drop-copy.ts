import { join } from 'node:path';
import { disk } from './disk.ts';
import { fileKind } from './file-kind.ts';
import { putIntoPlace } from './put-into-place.ts';
import { readFile } from './read-file.ts';

/** Without these a directory is no item: readers see one of the two from there on. */
const FIRST = ['item.md', 'thread.md'];

/**
 * Removes a directory that has been copied. Nobody who writes artifacts takes the lock: what has come into it since, or was
 * changed, goes to the copy.
 */
export function dropCopy(from: string, to: string): void {
  const entries = disk.readdir(from);
  const isFirst = ({ name }: { name: string }): boolean => FIRST.includes(name);
  for (const entry of [...entries.filter(isFirst), ...entries.filter((each) => !isFirst(each))]) {
    const [path, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      if (fileKind(copy) === 'missing') disk.mkdir(copy);
      dropCopy(path, copy);
    } else if (isCopy(path, copy)) disk.unlink(path);
    else putIntoPlace(path, copy);
  }
  disk.rmdir(from);
}

function isCopy(path: string, copy: string): boolean {
  const [one, other] = [readFile(path), readFile(copy)];
  return one.kind === 'read' && other.kind === 'read' && one.bytes.equals(other.bytes);
}
