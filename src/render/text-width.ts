import stringWidth from 'string-width';

/** How many columns a text takes on a terminal. */
export function textWidth(text: string): number {
  // The library looks at every character for most of a microsecond, and hardly any text needs it.
  return isNarrow(text) ? text.length : stringWidth(text);
}

/** Whether each character of a text is a column wide and stands for itself: printable ASCII, and our own ellipsis. */
export function isNarrow(text: string): boolean {
  return /^[ -~…]*$/.test(text);
}
