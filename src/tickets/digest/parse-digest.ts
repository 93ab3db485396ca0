import { VERDICTS } from '../../format/event-kinds.ts';
import { type Digest, OUTCOMES, WAITING } from './digest.ts';
import { DIGEST_VERSION, digestSum } from './serialize-digest.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const shape =
  (checks: Record<string, Check>): Check =>
  (value) =>
    isObject(value) &&
    Object.keys(value).join() === Object.keys(checks).join() &&
    Object.entries(checks).every(([key, check]) => check(value[key]));
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const isDigest = shape({
  item: isText,
  outcome: oneOf(OUTCOMES),
  createdAt: orNull(isText),
  lastActivity: orNull(isText),
  times: shape({ plan: orNull(isCount), review: orNull(isCount), approval: orNull(isCount), close: orNull(isCount) }),
  review: shape({
    first: orNull(oneOf(VERDICTS)),
    last: orNull(oneOf(VERDICTS)),
    requested: isCount,
    answered: isCount,
  }),
  waiting: orNull(oneOf(WAITING)),
  reopened: isCount,
  kinds: listOf(shape({ kind: isText, events: isCount })),
  participants: listOf(shape({ name: isText, events: isCount, approvals: isCount, requests: isCount })),
  watermark: shape({ events: isCount, bytes: isCount, sha256: isText, tail: isText, marks: isText }),
});

/**
 * Reads a digest.json; null for a text that is none, or that is not as it was written: whatever its lines say then, the log
 * knows better. White space does not count.
 */
export function parseDigest(text: string): Digest | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
  if (!isObject(value) || value.schemaVersion !== DIGEST_VERSION) return null;
  const { schemaVersion: _version, sum, ...rest } = value;
  if (!isDigest(rest)) return null;
  const digest = rest as unknown as Digest;
  return sum === digestSum(digest) ? digest : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
