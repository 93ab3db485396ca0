import { decodeText } from '../../format/decode-text.ts';
import { isWhole } from '../../format/event-id.ts';
import { redactedHash } from '../../format/redaction.ts';
import { sha256 } from '../../format/sha256.ts';
import type { Status } from '../../format/status.ts';
import { parseThread } from '../../format/thread.ts';
import type { Digest } from './digest.ts';
import { foldLog } from './fold-log.ts';
import { plainEndings } from './plain-endings.ts';

/**
 * What became of a log since its digest was sealed. `fresh`: nothing. `grown`: events came at its end. `merged`: events came
 * between or behind those that were sealed, which are all there. `changed`: what was sealed is not there any more.
 */
export type SealState = 'fresh' | 'grown' | 'merged' | 'changed';

/** Compares a seal with the whole log that is there now. */
export function compareSeal(seal: Digest, status: Status, log: Buffer): SealState {
  const { bytes, sha256: sealed, marks } = seal.watermark;
  const plain = plainEndings(log);
  if (plain.length >= bytes && sha256(plain.subarray(0, bytes)) === sealed) {
    return plain.length === bytes ? 'fresh' : 'grown';
  }
  const now = foldLog(seal.item, status, plain).watermark.marks;
  if (now.length <= marks.length || !isWithin(marksOf(marks), marksOf(now))) return 'changed';
  // The mark of an event with an id is of the id, which stands for its text only as long as it fits.
  return hasMisfit(seal.item, plain) ? 'changed' : 'merged';
}

function hasMisfit(itemId: string, log: Buffer): boolean {
  return parseThread(decodeText(log).text, itemId).events.some(
    (event) => /^[0-9a-f]{16}$/.test(event.id ?? '') && redactedHash(event) === null && !isWhole(itemId, event),
  );
}

function marksOf(marks: string): string[] {
  return marks.match(/.{4}/gs) ?? [];
}

/** Whether all of a list stand in another one, in their order. */
function isWithin(few: readonly string[], many: readonly string[]): boolean {
  let found = 0;
  for (const mark of many) if (mark === few[found]) found += 1;
  return found === few.length;
}
