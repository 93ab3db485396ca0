import { decodeText } from '../../format/decode-text.ts';
import { type ScannedHeader, scanHeaders } from '../../format/scan-headers.ts';
import { sha256Start } from '../../format/sha256.ts';
import type { Status } from '../../format/status.ts';
import { StreamedHash } from '../../format/streamed-hash.ts';
import { readHeader, threadHeaders } from '../../format/thread.ts';
import type { Digest } from './digest.ts';
import { digestOf } from './digest-of.ts';
import { copyFold, emptyFold, type Fold, foldEvent } from './fold-event.ts';
import { plainEndings } from './plain-endings.ts';

/** How much of the end of a log a reader checks. */
export const TAIL_BYTES = 4096;

/** Folds a log as its bytes come. */
export interface LogFolder {
  /** Takes the next bytes of the log. They may end anywhere: in a character, a header, a code block. */
  add: (bytes: Uint8Array) => void;
  /** The digest of all that came so far, as if it had come at once. */
  digest: (status: Status) => Digest;
}

const CARRIAGE_RETURN = 13;
const NEWLINE = 10;
const NOTHING = Buffer.alloc(0);

/** Where a fold begins: behind a log whose last event has an id that fits, so that nothing behind it changes what it says. */
export interface FoldStart {
  fold: Fold;
  /** Of the bytes of that log, with line endings `\n`, and how many they are. */
  hash: StreamedHash;
  bytes: number;
  /** The last of them. */
  tail: Buffer;
}

function startOfLog(): FoldStart {
  return { fold: emptyFold(), hash: new StreamedHash(), bytes: 0, tail: NOTHING };
}

/**
 * Whether a line starts an event depends on what follows it: a code fence that is open may close much later. So only the
 * events before the last header with no open fence before it are settled; the text from there on is read again with what
 * comes next.
 */
export function logFolder(itemId: string, start = startOfLog()): LogFolder {
  const { fold: settled, hash } = start;
  let { bytes, tail } = start;
  let pending: Buffer = NOTHING;
  // A carriage return whose line feed may be the next byte.
  let held: Buffer = NOTHING;

  return {
    add: (given) => {
      const all = joined(held, Buffer.from(given.buffer, given.byteOffset, given.byteLength));
      held = all.at(-1) === CARRIAGE_RETURN ? all.subarray(-1) : NOTHING;
      const part = plainEndings(all.subarray(0, all.length - held.length));
      hash.update(part);
      bytes += part.length;
      tail = joined(tail, part.subarray(-TAIL_BYTES)).subarray(-TAIL_BYTES);
      pending = joined(pending, part);
      const { headers } = scanHeaders(pending);
      const last = headers.pop();
      if (headers.length === 0 || !last) return;
      foldHeaders(settled, pending.subarray(0, last.start), headers);
      pending = pending.subarray(last.start);
    },
    digest: (status) => {
      const fold = copyFold(settled);
      foldRest(fold, itemId, joined(pending, held));
      const length = bytes + held.length;
      const sha256 = hash.digest(held);
      // Of a short log the end is all.
      const end = length <= TAIL_BYTES ? sha256.slice(0, 16) : sha256Start(joined(tail, held).subarray(-TAIL_BYTES));
      return digestOf(itemId, status, fold, { bytes: length, sha256, tail: end });
    },
  };
}

/** Folds the end of a log: its last event, and what stands behind a fence that is open. */
function foldRest(fold: Fold, itemId: string, rest: Buffer): void {
  const { headers, isComplete } = scanHeaders(rest);
  if (isComplete) {
    foldHeaders(fold, rest, headers);
    return;
  }
  const { text } = decodeText(rest);
  const found = threadHeaders(text, itemId);
  for (const [index, header] of found.entries()) {
    const ownText = (): string => text.slice(header.start, found[index + 1]?.start);
    foldHeader(fold, header.text, ownText);
  }
}

function foldHeaders(fold: Fold, bytes: Buffer, headers: readonly ScannedHeader[]): void {
  for (const [index, { start, text }] of headers.entries()) {
    foldHeader(fold, text, () => decodeText(bytes.subarray(start, headers[index + 1]?.start)).text);
  }
}

function foldHeader(fold: Fold, line: string, ownText: () => string): void {
  const said = readHeader(line);
  // An id is made from the content, so it stands for it.
  const isSigned = said.id !== null && /^[0-9a-f]{16}$/.test(said.id);
  const mark = isSigned ? (said.id ?? '') : sha256Start(withoutGap(ownText()));
  foldEvent(fold, said, mark.slice(0, 4));
}

/** The text of an event less the blank lines behind it, which merges change. */
function withoutGap(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === NEWLINE) end -= 1;
  return text.slice(0, end);
}

function joined(a: Buffer, b: Buffer): Buffer {
  if (a.length === 0) return b;
  return b.length === 0 ? a : Buffer.concat([a, b]);
}
