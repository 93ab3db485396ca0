import { isAscii } from 'node:buffer';
import { latin1 } from './latin1.ts';

export interface DecodedText {
  text: string;
  /** False when bytes had to be replaced to read the text: it may be shown, but never written back. */
  validUtf8: boolean;
  /** Whether there are ASCII characters in it only: most texts, and they need no look for anything unusual. */
  isAscii: boolean;
}

/** Made when they are needed: most texts are ASCII. */
let decoders: ReturnType<typeof makeDecoders> | undefined;

function makeDecoders() {
  return {
    strict: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }),
    lenient: new TextDecoder('utf-8', { ignoreBOM: true }),
  };
}

/** The text of a file's bytes. A BOM stays in it, so that encoding a valid text gives the same bytes again. */
export function decodeText(bytes: Uint8Array): DecodedText {
  // Most texts are: they are looked at and copied in less time than a decoder takes to begin.
  if (isAscii(bytes)) {
    return { text: latin1(bytes), validUtf8: true, isAscii: true };
  }
  decoders ??= makeDecoders();
  const { strict, lenient } = decoders;
  try {
    return { text: strict.decode(bytes), validUtf8: true, isAscii: false };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: lenient.decode(bytes), validUtf8: false, isAscii: false };
  }
}
