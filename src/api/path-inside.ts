import { isAbsolute, relative } from 'node:path';

/** A path relative to a directory, with `/`; empty for the directory itself, null for what is not in it. */
export function pathInside(directory: string, path: string): string | null {
  const place = relative(directory, path);
  return /^\.\.(?:$|[\\/])/.test(place) || isAbsolute(place) ? null : place.replaceAll('\\', '/');
}
