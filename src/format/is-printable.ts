const ASCII = /^[ -~]*$/;

/**
 * Whether a text is one line of characters that can be printed: no control characters, no line breaks of any sort, no halves of
 * characters, no BOM. These are what YAML takes outside of escapes (`c-printable`), less what its readers take for a line break.
 */
export function isPrintable(text: string): boolean {
  // Sets of Unicode take most of a millisecond to compile, and hardly any text needs them.
  return ASCII.test(text) || !/[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u.test(text);
}
