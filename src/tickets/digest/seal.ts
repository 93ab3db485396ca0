import type { Change } from '../change.ts';
import type { ItemSnapshot } from '../item.ts';
import { compareSeal } from './compare-seal.ts';
import { foldLog } from './fold-log.ts';
import { parseDigest } from './parse-digest.ts';
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
  const { id, status, digestText } = item;
  const seal = status === 'closed' && digestText !== null ? parseDigest(digestText) : null;
  if (seal === null || seal.item !== id) return [];
  if (item.isTail) throw new Error('a seal needs the whole log');
  if (compareSeal(seal, status, Buffer.from(item.threadText)) === 'changed') return [];
  const text = sealOf(id, threadText);
  return text === digestText ? [] : [{ type: 'write', item: { status, id }, file: 'digest.json', text }];
}
