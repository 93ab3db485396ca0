/** The longest name that every file system takes, in bytes. */
const LONGEST_NAME = 255;
const LONGEST_PATH = 1024;

/**
 * Whether a path from outside names a file within the directory that it is relative to, on every system: no `..`, no
 * absolute path, no backslash or control character, nothing of git's own.
 */
export function isSafePath(path: string): boolean {
  if (path.length > LONGEST_PATH || !path.isWellFormed() || /[\p{Cc}\\]/u.test(path)) return false;
  return path.split('/').every((name) => {
    if (name === '' || name === '.' || name === '..') return false;
    // What some file systems take for `.git`: other case, dots and spaces at the end, its short name, invisible characters.
    const plain = name.replace(/[\p{Cf}]/gu, '').replace(/[. ]+$/, '');
    return !/^(?:\.git|git~\d+)$/i.test(plain) && new TextEncoder().encode(name).length <= LONGEST_NAME;
  });
}
