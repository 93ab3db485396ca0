/** The longest author name. */
export const LONGEST_AUTHOR = 64;

/** Letters, digits, space and `._@+-/:`, at most 64: what a header can hold without doubt. */
export function isAuthor(text: string): boolean {
  if (text.length > LONGEST_AUTHOR || text.trim() !== text) return false;
  // Classes of Unicode take a millisecond to compile, and hardly any name needs them.
  return /^[\w .@+\-/:]+$/.test(text) || /^[\p{L}\p{M}\p{N} ._@+\-/:]+$/u.test(text);
}
