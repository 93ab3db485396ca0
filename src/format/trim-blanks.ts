/** A text without the spaces and tabs at its end. A loop, since a pattern takes quadratic time on long blanks. */
export function trimBlanks(text: string): string {
  let length = text.length;
  while (length > 0 && isBlank(text.charCodeAt(length - 1))) length -= 1;
  return text.slice(0, length);
}

/** Whether a character code is that of a space or a tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
