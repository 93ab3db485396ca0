import { TextPieces } from './text-pieces.ts';

const SEPARATOR = ',\n    ';

/**
 * A list of a JSON document whose entries are written as they come, so that what they say need not be kept: each as
 * `JSON.stringify(document, null, 2)` has it two levels down, and harmless.
 */
export class WrittenList {
  readonly #entries = new TextPieces(SEPARATOR);

  add(entry: string): void {
    this.#entries.add(entry);
  }

  /** The text of the list, one level down. */
  *parts(): Generator<string> {
    let before = '[\n    ';
    for (const piece of this.#entries.pieces()) {
      yield before;
      yield piece;
      before = SEPARATOR;
    }
    yield before === SEPARATOR ? '\n  ]' : '[]';
  }
}
