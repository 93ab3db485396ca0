import { createHash } from 'node:crypto';
import { decodeText } from '../../format/decode-text.ts';
import { type ScannedHeader, scanHeaders } from '../../format/scan-headers.ts';
import { sha256Start } from '../../format/sha256.ts';
import type { Status } from '../../format/status.ts';
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

/**
 * Whether a line starts an event depends on what follows it: a code fence that is open may close much later. So only the
 * events before the last header with no open fence before it are settled; the text from there on is read again with what
 * comes next.
 */
export function logFolder(itemId: string): LogFolder {
  const settled = emptyFold();
  const hash = createHash('sha256');
  let bytes = 0;
  let pending: Buffer = NOTHING;
  let tail: Buffer = NOTHING;
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
      return digestOf(itemId, status, fold, {
        bytes: bytes + held.length,
        sha256: hash.copy().update(held).digest('hex'),
        tail: sha256Start(joined(tail, held).subarray(-TAIL_BYTES)),
      });
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
