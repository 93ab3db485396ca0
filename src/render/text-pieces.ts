/** How many texts are put together. */
const PIECE = 200;

/**
 * Many short texts in a few long ones. Joined as they come, since a short text may hold on to a longer one that it was cut
 * from, and thousands of them keep the garbage collector busy.
 */
export class TextPieces {
  readonly #separator: string;
  readonly #pieces: string[] = [];
  #latest: string[] = [];

  constructor(separator = '') {
    this.#separator = separator;
  }

  add(text: string): void {
    this.#latest.push(text);
    if (this.#latest.length === PIECE) this.#join();
  }

  /** The long ones, between which the separator has to stand. */
  pieces(): readonly string[] {
    if (this.#latest.length > 0) this.#join();
    return this.#pieces;
  }

  #join(): void {
    this.#pieces.push(this.#latest.join(this.#separator));
    this.#latest = [];
  }
}
