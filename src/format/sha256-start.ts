import crypto from 'node:crypto';

/** The first 16 hex digits of the SHA-256 of a text or of bytes. */
export function sha256Start(text: string | Uint8Array): string {
  // Node 20.12 and 21.7 brought a function that is twice as fast for short texts.
  const digest = crypto.hash?.('sha256', text, 'buffer') ?? crypto.createHash('sha256').update(text).digest();
  return digest.toString('hex', 0, 8);
}
