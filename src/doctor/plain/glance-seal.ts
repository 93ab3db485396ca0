import { VERDICTS } from '../../format/event-kinds.ts';
import { sha256, sha256Start } from '../../format/sha256.ts';
import { OUTCOMES, WAITING } from '../../tickets/digest/digest.ts';
import { DIGEST_VERSION, SUM_LINE_LENGTH } from '../../tickets/digest/serialize-digest.ts';
import type { PlainFiles } from '../../tickets/plain-files.ts';

const COUNT = '(?:0|[1-9]\\d{0,14})';
const TIME = `(?:null|${COUNT})`;
const TEXT = '"[^"\\\\\\x00-\\x1f]*"';
const oneOf = (words: readonly string[]): string => `(?:null|"(?:${words.join('|')})")`;
const listOf = (entry: string): string => `\\[(?:${entry}(?:,${entry})*)?\\]`;
const object = (pairs: Record<string, string>): string => `\\{${members(pairs).join(',')}\\}`;
const members = (pairs: Record<string, string>): string[] =>
  Object.entries(pairs).map(([key, value]) => `"${key}":${value}`);

/** A digest.json as `serializeDigest` writes it, but for texts that need escapes. */
const DIGEST = new RegExp(
  [
    '^\\{',
    `  "schemaVersion": ${DIGEST_VERSION},`,
    '  "item": "([\\da-z-]+)",',
    `  "outcome": "(?:${OUTCOMES.join('|')})",`,
    `  "createdAt": (?:null|${TEXT}),`,
    `  "lastActivity": (?:null|${TEXT}),`,
    `  "times": ${object({ plan: TIME, review: TIME, approval: TIME, close: TIME })},`,
    `  "review": ${object({ first: oneOf(VERDICTS), last: oneOf(VERDICTS), requested: COUNT, answered: COUNT })},`,
    `  "waiting": ${oneOf(WAITING)},`,
    `  "reopened": ${COUNT},`,
    `  "kinds": ${listOf(object({ kind: TEXT, events: COUNT }))},`,
    `  "participants": ${listOf(object({ name: TEXT, events: COUNT, approvals: COUNT, requests: COUNT }))},`,
    `  "watermark": \\{"events":${COUNT},"bytes":(${COUNT}),"sha256":"(\\w+)","tail":${TEXT},"marks":${TEXT}\\},`,
    '  "sum": "(\\w+)"',
    '\\}',
    '$',
  ].join('\\n'),
);

/** Whether a digest.json is one as commands write it, of this item, whose log is the one that was sealed. */
export function isFreshSeal({ id, digest, log }: PlainFiles): boolean {
  const match = digest === null ? null : DIGEST.exec(digest);
  if (digest === null || match === null || match[1] !== id) return false;
  const bytes = log();
  if (Number(match[2]) !== bytes.length || match[4] !== sha256Start(digest.slice(0, -SUM_LINE_LENGTH))) return false;
  return sha256(bytes) === match[3];
}
