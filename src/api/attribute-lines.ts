import { MERGE_DRIVERS } from '../git/merge-drivers.ts';

/** The attributes of an item's own files: what is below its artifacts/ is free. */
export function attributeLines(root: string): string[] {
  const inRoot = root === '' ? '' : `${root}/`;
  const line = (file: string, more: string): string =>
    `${attributePattern(`/${inRoot}*/*/${file}`, inRoot)} text eol=lf${more}`;
  return [...MERGE_DRIVERS.map(({ file, name }) => line(file, ` merge=${name}`)), line('resolution.md', '')];
}

/** A pattern in a file of attributes: in quotes, as C has them, where it holds a space (gitattributes(5)). */
function attributePattern(pattern: string, literal: string): string {
  const escaped = pattern.replace(literal, () => ignorePattern(literal));
  return /[\s"]/.test(escaped) ? `"${escaped.replace(/["\\]/g, '\\$&')}"` : escaped;
}

/** A path as a pattern of git that matches it alone. */
export function ignorePattern(path: string): string {
  return path.replace(/[\\*?[\]!#]/g, '\\$&');
}
