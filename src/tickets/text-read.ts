import { type DecodedText, decodeText } from '../format/decode-text.ts';

/** The text of a file, or why there is none. */
export type TextRead = ({ kind: 'read' } & DecodedText) | { kind: 'missing' } | { kind: 'unreadable'; reason: string };

/** The text of a file of which the bytes were read, or why they were not. */
export function textRead(read: { kind: 'read'; bytes: Uint8Array } | Exclude<TextRead, { kind: 'read' }>): TextRead {
  return read.kind === 'read' ? { kind: 'read', ...decodeText(read.bytes) } : read;
}
