import { TicketsError } from '../tickets/tickets-error.ts';

/** An object as git hands it out. */
export interface GitObject {
  /** git's name of it, which may be another than the one that was asked for. */
  id: string;
  bytes: Buffer;
}

/**
 * What `git cat-file --batch` answers, part by part: for each question `<id> <type> <size>`, the content and a newline, or
 * else a line that says why not (git-cat-file(1)).
 */
export class ObjectAnswers {
  #parts: Buffer[] = [];
  #length = 0;
  /** The header of the next object, once it is read, and its size. */
  #header: { id: string; size: number } | null = null;

  /** How many bytes are here that no answer was made of. */
  get length(): number {
    return this.#length;
  }

  /** How many bytes must be here before there can be a next answer, as far as that is known. */
  get wanted(): number {
    return this.#header === null ? this.#length + 1 : this.#header.size + 1;
  }

  add(part: Buffer): void {
    this.#parts.push(part);
    this.#length += part.length;
  }

  /**
   * The next answer: null where there is no such object, undefined while it is not here whole. `name` is what was asked.
   * Throws a TicketsError `git` for what is no answer.
   */
  next(name: string): GitObject | null | undefined {
    if (this.#header === null) {
      const line = this.#takeLine();
      if (line === undefined) return undefined;
      const header = /^([0-9a-f]{40,64}) \w+ (\d+)$/.exec(line);
      if (!header) {
        if (line.endsWith(' missing') || line.endsWith(' ambiguous')) return null;
        throw new TicketsError('git', `git cat-file says of ${name}: ${line}`);
      }
      this.#header = { id: header[1] ?? '', size: Number(header[2]) };
    }
    const { id, size } = this.#header;
    if (this.#length < size + 1) return undefined;
    this.#header = null;
    return { id, bytes: this.#take(size + 1).subarray(0, size) };
  }

  #takeLine(): string | undefined {
    for (let [first] = this.#parts; first !== undefined; [first] = this.#parts) {
      const end = first.indexOf(NEWLINE);
      if (end >= 0) return this.#take(end + 1).toString('utf8', 0, end);
      const second = this.#parts[1];
      if (second === undefined) return undefined;
      this.#parts.splice(0, 2, Buffer.concat([first, second]));
    }
    return undefined;
  }

  /** The next bytes, of which so many are here: a view of the part that has them, and a copy only where they are in several. */
  #take(count: number): Buffer {
    const first = this.#parts[0] ?? Buffer.alloc(0);
    this.#length -= count;
    if (first.length >= count) {
      if (first.length > count) this.#parts[0] = first.subarray(count);
      else this.#parts.shift();
      return first.subarray(0, count);
    }
    const taken = Buffer.allocUnsafeSlow(count);
    let at = 0;
    let used = 0;
    for (const part of this.#parts) {
      const copied = part.copy(taken, at, 0, count - at);
      at += copied;
      if (copied < part.length) {
        this.#parts[used] = part.subarray(copied);
        break;
      }
      used += 1;
    }
    this.#parts.splice(0, used);
    return taken;
  }
}

const NEWLINE = 0x0a;
