import crypto from 'node:crypto';
// For little: maintained and audited, with no dependency of its own.
import { sha256 as hashLittle } from '@noble/hashes/sha2.js';

/** How many bytes a process hashes before it loads what is many times as fast: that takes 4 ms. */
export const LITTLE = 2048;
let hashed = 0;

/** The SHA-256 of a text as UTF-8, or of bytes: 64 hex digits. */
export function sha256(text: string | Uint8Array): string {
  if (hashed <= LITTLE) {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    hashed += bytes.length;
    if (hashed <= LITTLE) return Buffer.from(hashLittle(bytes)).toString('hex');
  }
  // Node 20.12 and 21.7 brought a function that is twice as fast for short texts.
  return crypto.hash?.('sha256', text, 'hex') ?? crypto.createHash('sha256').update(text).digest('hex');
}

/** The first 16 of these digits. */
export function sha256Start(text: string | Uint8Array): string {
  return sha256(text).slice(0, 16);
}
