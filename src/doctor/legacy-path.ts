/**
 * A `legacy_ticket` as a path in the project, in Unicode's form NFC; null for null and for what is no such path: an
 * address, the number of an issue elsewhere, a place outside of the project.
 */
export function legacyPath(value: string | null): string | null {
  if (value === null) return null;
  const path = value
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .normalize('NFC');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no path of a ticket has any.
  if (/[\x00-\x1f\x7f]|^\w+:/.test(path)) return null;
  if (path.split('/').some((name) => name === '' || name === '.' || name === '..')) return null;
  return path.includes('/') || path.endsWith('.md') ? path : null;
}

/** The folder of a path, `''` for none, and the name in it. */
export function splitPath(path: string): { folder: string; name: string } {
  const slash = path.lastIndexOf('/');
  return { folder: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1) };
}
