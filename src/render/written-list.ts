import { TextPieces } from './text-pieces.ts';

const START = '\n    ';

/**
 * A list of a JSON document whose entries are written as they come, so that what they say need not be kept: each as
 * `JSON.stringify(document, null, 2)` has it two levels down, and harmless.
 */
export class WrittenList {
  readonly #entries = new TextPieces();
  #isEmpty = true;

  add(entry: string): void {
    this.#entries.add(this.#isEmpty ? `[${START}${entry}` : `,${START}${entry}`);
    this.#isEmpty = false;
  }

  /** The text of the list, one level down. */
  parts(): (string | Uint8Array)[] {
    return this.#isEmpty ? ['[]'] : [...this.#entries.pieces(), '\n  ]'];
  }
}
