export interface DecodedText {
  text: string;
  /** False when bytes had to be replaced to read the text: it may be shown, but never written back. */
  validUtf8: boolean;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of a file's bytes. A BOM stays in it, so that encoding a valid text gives the same bytes again. */
export function decodeText(bytes: Uint8Array): DecodedText {
  try {
    return { text: strict.decode(bytes), validUtf8: true };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: lenient.decode(bytes), validUtf8: false };
  }
}
