/** Bytes of a text with line endings `\n`; the same object where nothing is to do. A lone carriage return stays. */
export function plainEndings(bytes: Buffer): Buffer {
  if (!bytes.includes(13)) return bytes;
  // A character a byte, so that no other byte changes.
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
