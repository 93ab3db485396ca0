import { StreamedHash } from '../../format/streamed-hash.ts';
import type { Change } from '../change.ts';
import type { ItemSnapshot } from '../item.ts';
import { compareSeal } from './compare-seal.ts';
import type { Digest } from './digest.ts';
import { foldLog } from './fold-log.ts';
import { foldOfSeal } from './fold-of-seal.ts';
import { logFolder, TAIL_BYTES } from './log-folder.ts';
import { parseDigest } from './parse-digest.ts';
import { plainEndings } from './plain-endings.ts';
import { serializeDigest } from './serialize-digest.ts';

/** The text of the digest.json that seals an item which ended with this log. */
export function sealOf(itemId: string, log: string | Uint8Array): string {
  return serializeDigest(foldLog(itemId, 'closed', log));
}

/**
 * The change that keeps the seal of a closed item up with its log; none for an item without one. A seal that the log
 * contradicts stays as it is: it is the evidence of that.
 */
export function renewSeal(item: ItemSnapshot, threadText: string): Change[] {
  const seal = sealToKeep(item);
  if (seal === null) return [];
  if (item.isTail) throw new Error('a seal needs the whole log');
  if (compareSeal(seal, 'closed', Buffer.from(item.threadText)) === 'changed') return [];
  return writeSeal(item, sealOf(item.id, threadText));
}

/**
 * The same, for an event that is appended and moves nothing: a seal of the log that is there is carried on, so that of the log
 * nothing but its hash is made again.
 */
export function extendSeal(item: ItemSnapshot, addition: string): Change[] {
  const seal = sealToKeep(item);
  if (seal === null) return [];
  if (!item.isTail) return renewSeal(item, item.threadText + addition);
  if (item.sealedLog === undefined) throw new Error('a seal needs the whole log');
  const log = Buffer.from(item.sealedLog);
  const carried = carryOn(seal, log, addition);
  if (carried !== null) return writeSeal(item, serializeDigest(carried));
  if (compareSeal(seal, 'closed', log) === 'changed') return [];
  return writeSeal(item, sealOf(item.id, Buffer.concat([log, Buffer.from(addition)])));
}

/** The digest of a log and what is added to it; null where the seal is not of this log, or does not tell enough. */
function carryOn(seal: Digest, log: Buffer, addition: string): Digest | null {
  const plain = plainEndings(log);
  if (plain.length !== seal.watermark.bytes || plain.at(-1) === CARRIAGE_RETURN) return null;
  const hash = new StreamedHash().update(plain);
  if (hash.digest(NOTHING) !== seal.watermark.sha256) return null;
  const fold = foldOfSeal(seal);
  if (fold === null) return null;
  const folder = logFolder(seal.item, { fold, hash, bytes: plain.length, tail: plain.subarray(-TAIL_BYTES) });
  folder.add(Buffer.from(addition));
  return folder.digest('closed');
}

const CARRIAGE_RETURN = 13;
const NOTHING = Buffer.alloc(0);

/** The seal of a closed item; null for one that has none, or none that is its own and as it was written. */
function sealToKeep({ id, status, digestText }: ItemSnapshot): Digest | null {
  const seal = status === 'closed' && digestText !== null ? parseDigest(digestText) : null;
  return seal?.item === id ? seal : null;
}

function writeSeal({ id, status, digestText }: ItemSnapshot, text: string): Change[] {
  return text === digestText ? [] : [{ type: 'write', item: { status, id }, file: 'digest.json', text }];
}
