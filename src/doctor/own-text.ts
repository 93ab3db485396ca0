/**
 * The same text, apart from the file's: V8 keeps a whole text alive for a slice of it, and for what was put together with
 * a slice.
 */
export function ownText(text: string): string {
  // Half a character would not survive UTF-8.
  return text.isWellFormed() ? Buffer.from(text).toString() : Buffer.from(text, 'utf16le').toString('utf16le');
}
