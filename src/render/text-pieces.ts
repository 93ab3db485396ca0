/** How many texts are put together before they are put into bytes. */
const TOGETHER = 16;
/** Bytes for many of those. */
const PIECE = 256 * 1024;
/** UTF-8 takes at most so many bytes for a character of a string. */
const WIDEST = 3;

/**
 * Many short texts as a few long runs of bytes. Put there as they come: a short text may hold on to a longer one that it was cut
 * from, and the garbage collector moves thousands of them about. Bytes are where it does not look.
 */
export class TextPieces {
  readonly #full: Uint8Array[] = [];
  #latest: string[] = [];
  #bytes = Buffer.alloc(0);
  #length = 0;

  add(text: string): void {
    this.#latest.push(text);
    if (this.#latest.length === TOGETHER) this.#put();
  }

  /** All of them, as UTF-8. */
  pieces(): Uint8Array[] {
    this.#put();
    return [...this.#full, this.#bytes.subarray(0, this.#length)];
  }

  #put(): void {
    const text = this.#latest.join('');
    this.#latest = [];
    const room = WIDEST * text.length;
    if (this.#length + room > this.#bytes.length) {
      this.#full.push(this.#bytes.subarray(0, this.#length));
      this.#bytes = Buffer.allocUnsafeSlow(Math.max(PIECE, room));
      this.#length = 0;
    }
    this.#length += this.#bytes.write(text, this.#length);
  }
}
