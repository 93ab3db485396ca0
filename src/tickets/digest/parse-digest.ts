import { VERDICTS } from '../../format/event-kinds.ts';
import { type Digest, OUTCOMES, WAITING } from './digest.ts';
import { DIGEST_VERSION, SUM_LINE_LENGTH, sumLine } from './serialize-digest.ts';

/**
 * Reads a digest.json; null for a text that is none, or that is not as it was written: whatever its lines say then, the log
 * knows better. Line endings do not count.
 */
export function parseDigest(given: string): Digest | null {
  const text = given.includes('\r') ? given.replaceAll('\r\n', '\n') : given;
  const said = text.slice(0, -SUM_LINE_LENGTH);
  if (text.slice(-SUM_LINE_LENGTH) !== sumLine(said)) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
  // Whoever can write the file can make a sum that fits, too.
  if (!isObject(value) || value.schemaVersion !== DIGEST_VERSION || !isDigest(value)) return null;
  const { item, outcome, createdAt, lastActivity, times, review, waiting, reopened, kinds, participants, watermark } =
    value as unknown as Digest;
  return { item, outcome, createdAt, lastActivity, times, review, waiting, reopened, kinds, participants, watermark };
}

/** Whether all that programs read of a digest is of the right type. */
function isDigest(value: Record<string, unknown>): boolean {
  const { item, outcome, createdAt, lastActivity, times, review, waiting, reopened, kinds, participants, watermark } =
    value;
  return (
    isText(item) &&
    isOneOf(OUTCOMES, outcome) &&
    (createdAt === null || isText(createdAt)) &&
    (lastActivity === null || isText(lastActivity)) &&
    (waiting === null || isOneOf(WAITING, waiting)) &&
    isCount(reopened) &&
    areTimes(times) &&
    isReview(review) &&
    isList(kinds, ({ kind, events }) => isText(kind) && isCount(events)) &&
    isList(participants, isParticipant) &&
    isWatermark(watermark)
  );
}

function areTimes(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { plan, review, approval, close } = value;
  return isTime(plan) && isTime(review) && isTime(approval) && isTime(close);
}

function isReview(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { first, last, requested, answered } = value;
  const isVerdict = (word: unknown): boolean => word === null || isOneOf(VERDICTS, word);
  return isVerdict(first) && isVerdict(last) && isCount(requested) && isCount(answered);
}

function isParticipant({ name, events, approvals, requests }: Record<string, unknown>): boolean {
  return isText(name) && isCount(events) && isCount(approvals) && isCount(requests);
}

function isWatermark(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { events, bytes, sha256, tail, marks } = value;
  return isCount(events) && isCount(bytes) && isText(sha256) && isText(tail) && isText(marks);
}

function isList(value: unknown, check: (entry: Record<string, unknown>) => boolean): boolean {
  return Array.isArray(value) && value.every((entry: unknown) => isObject(entry) && check(entry));
}

function isTime(value: unknown): boolean {
  return value === null || isCount(value);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isOneOf(words: readonly unknown[], value: unknown): boolean {
  return words.includes(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
