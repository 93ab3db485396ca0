import { fstatSync, statSync } from 'node:fs';

/** Whether an open file is a file, a pipe or the null device: then it needs none of Node's streams, which take long to load. */
export function isPlainFile(file: number): boolean {
  if (process.platform === 'win32') return false;
  const stat = fstatSync(file);
  if (stat.isFile() || stat.isFIFO() || stat.isSocket()) return true;
  // Not everywhere: a changed root may lack it.
  return stat.isCharacterDevice() && stat.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
}
