import crypto from 'node:crypto';

/** The SHA-256 of a text as UTF-8, or of bytes: 64 hex digits. */
export function sha256(text: string | Uint8Array): string {
  // Node 20.12 and 21.7 brought a function that is twice as fast for short texts.
  return crypto.hash?.('sha256', text, 'hex') ?? crypto.createHash('sha256').update(text).digest('hex');
}

/** The first 16 of these digits. */
export function sha256Start(text: string | Uint8Array): string {
  return sha256(text).slice(0, 16);
}
