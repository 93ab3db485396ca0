import { sha256Start } from '../../format/sha256.ts';
import type { Digest } from './digest.ts';

/** The version of digest.json. */
export const DIGEST_VERSION = 1;

/** The text of digest.json: a key a line, in this order, and last the first 16 hex digits of the SHA-256 of the lines before. */
export function serializeDigest(digest: Digest): string {
  const { item, outcome, createdAt, lastActivity, times, review, waiting, reopened, kinds, participants, watermark } =
    digest;
  const pairs = {
    item,
    outcome,
    createdAt,
    lastActivity,
    times,
    review,
    waiting,
    reopened,
    kinds,
    participants,
    watermark,
  };
  const lines = Object.entries({ schemaVersion: DIGEST_VERSION, ...pairs }).map(
    ([key, value]) => `  "${key}": ${JSON.stringify(value)},\n`,
  );
  const said = `{\n${lines.join('')}`;
  return `${said}${sumLine(said)}`;
}

/** The end of a digest.json that says this before. It shows a file that a hand or a merge of lines changed. */
export function sumLine(said: string): string {
  return `  "sum": "${sha256Start(said)}"\n}\n`;
}

/** How long that end is. */
export const SUM_LINE_LENGTH = '  "sum": "0123456789abcdef"\n}\n'.length;
