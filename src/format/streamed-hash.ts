import crypto, { type Hash } from 'node:crypto';
import { LITTLE, sha256 } from './sha256.ts';

/** The SHA-256 of bytes that come in parts. As long as they are few, what is fast for many is not loaded. */
export class StreamedHash {
  #few: Buffer = Buffer.alloc(0);
  #many: Hash | null = null;

  update(bytes: Uint8Array): this {
    if (this.#many === null && this.#few.length + bytes.length <= LITTLE) {
      this.#few = Buffer.concat([this.#few, bytes]);
      return this;
    }
    this.#many ??= crypto.createHash('sha256').update(this.#few);
    this.#many.update(bytes);
    return this;
  }

  /** The 64 hex digits of all that came, and of `more` behind it; what comes later goes on without that. */
  digest(more: Uint8Array): string {
    return this.#many?.copy().update(more).digest('hex') ?? sha256(Buffer.concat([this.#few, more]));
  }
}
