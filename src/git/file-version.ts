import { decodeText } from '../format/decode-text.ts';
import type { FileVersion } from '../tickets/history.ts';
import type { Blob } from './read-blobs.ts';

/** A file as a commit has it. */
export function fileVersion(commit: string, path: string, { id, bytes }: Blob): FileVersion {
  const { text, validUtf8 } = decodeText(bytes);
  return { commit, path, blob: id, text: validUtf8 ? text : null };
}
