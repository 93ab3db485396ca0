import type { DecodedText } from '../format/decode-text.ts';

export type NoFile = { kind: 'missing' } | { kind: 'unreadable'; reason: string };

/** The text of a file, or why there is none. */
export type TextRead = ({ kind: 'read' } & DecodedText) | NoFile;
