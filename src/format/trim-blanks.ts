/** A text without the spaces and tabs at its end. A loop, since a pattern takes quadratic time on long blanks. */
export function trimBlanks(text: string): string {
  let length = text.length;
  while (length > 0 && ' \t'.includes(text[length - 1] ?? '')) length -= 1;
  return text.slice(0, length);
}
