/**
 * A text as a search compares it: forms of one character (NFC, NFD) are the same, and capital letters are small ones where
 * they do not count.
 */
export function foldText(text: string, caseSensitive: boolean): string {
  return (caseSensitive ? text : text.toLowerCase()).normalize('NFC');
}

/**
 * The characters beyond ASCII that become ASCII ones, as their UTF-8 bytes read as Latin-1: the Kelvin sign, the Greek
 * question mark, the Greek varia, and the capital I with a dot. A test goes through all of Unicode.
 */
const BECOME_ASCII = /\xe2\x84\xaa|\xcd\xbe|\xe1\xbf\xaf|\xc4\xb0/;

/**
 * A quick look for a folded text in the bytes of a file, read as Latin-1. False where `foldText` of the file's text cannot
 * hold it: then nothing of it needs to be decoded. True is no more than a maybe.
 */
export function quickLook(needle: string, caseSensitive: boolean): (bytes: string) => boolean {
  if (/[^\0-\x7f]/.test(needle)) return (bytes) => /[\x80-\xff]/.test(bytes);
  const pattern = new RegExp(needle.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), caseSensitive ? '' : 'i');
  if (!/[ki;`]/i.test(needle)) return (bytes) => pattern.test(bytes);
  return (bytes) => pattern.test(bytes) || BECOME_ASCII.test(bytes);
}
