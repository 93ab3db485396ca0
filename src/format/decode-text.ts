export interface DecodedText {
  text: string;
  /** False when bytes had to be replaced to read the text: it may be shown, but never written back. */
  validUtf8: boolean;
  /** Whether there are ASCII characters in it only: most texts, and they need no look for anything unusual. */
  isAscii: boolean;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of a file's bytes. A BOM stays in it, so that encoding a valid text gives the same bytes again. */
export function decodeText(bytes: Uint8Array): DecodedText {
  try {
    const text = strict.decode(bytes);
    // Every other character takes more bytes than it has UTF-16 units.
    return { text, validUtf8: true, isAscii: text.length === bytes.length };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: lenient.decode(bytes), validUtf8: false, isAscii: false };
  }
}
