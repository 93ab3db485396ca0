/** The longest author name. */
export const LONGEST_AUTHOR = 64;

/** Letters, digits, space and `._@+-/:`, at most 64: what a header can hold without doubt. */
export function isAuthor(text: string): boolean {
  return text.length <= LONGEST_AUTHOR && /^[\p{L}\p{M}\p{N} ._@+\-/:]+$/u.test(text) && text.trim() === text;
}
