import { sha256Start } from '../../format/sha256-start.ts';
import type { Digest } from './digest.ts';

/** The version of digest.json. */
export const DIGEST_VERSION = 1;

/** The text of digest.json: a key a line, in this order, and last the first 16 hex digits of the SHA-256 of all of them. */
export function serializeDigest(digest: Digest): string {
  const pairs = pairsOf(digest);
  const lines = [...pairs, ['sum', sumOf(pairs)] as const].map(
    ([key, value]) => `  "${key}": ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** What a digest's `sum` has to be: it shows a file that a hand or a merge of lines changed. */
export function digestSum(digest: Digest): string {
  return sumOf(pairsOf(digest));
}

function sumOf(pairs: readonly (readonly [string, unknown])[]): string {
  return sha256Start(JSON.stringify(pairs));
}

function pairsOf(digest: Digest): (readonly [string, unknown])[] {
  const { item, outcome, createdAt, lastActivity, times, review, waiting, reopened, kinds, participants, watermark } =
    digest;
  return [
    ['schemaVersion', DIGEST_VERSION],
    ['item', item],
    ['outcome', outcome],
    ['createdAt', createdAt],
    ['lastActivity', lastActivity],
    ['times', times],
    ['review', review],
    ['waiting', waiting],
    ['reopened', reopened],
    ['kinds', kinds],
    ['participants', participants],
    ['watermark', watermark],
  ];
}
