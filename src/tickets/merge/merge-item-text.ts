import { type CodeFence, readCodeFence } from '../../format/code-fence.ts';
import type { Status } from '../../format/status.ts';
import { parseTimestamp } from '../../format/timestamp.ts';
import { type LineMergeOptions, linesOf, mergeLines } from './merge-lines.ts';
import { mergeSegment, withValue } from './merge-segment.ts';
import { type ItemPieces, parsePieces, type Segment } from './parse-segments.ts';
import { sameLineEndings } from './same-line-endings.ts';
import { textOf } from './segment-value.ts';

/** A place where both sides say different things, and neither is right by itself. */
export interface FieldConflict {
  /** The key, `body`, or `front matter` where that cannot be told apart by keys. */
  field: string;
  /** What each says; null where it says nothing. */
  ours: string | null;
  theirs: string | null;
}

export interface ItemTextMerge {
  text: string;
  conflicts: FieldConflict[];
}

export interface ItemTextOptions extends LineMergeOptions {
  /** What the log says. Without it the status is merged like any other key. */
  status?: Status | undefined;
  /** The time of the last event: `updated_at` is not earlier. */
  lastEventAt?: string | undefined;
}

/**
 * Merges two versions of an item.md, key by key and the body line by line. `base` is null where neither side has an earlier
 * version. What no side touched keeps its bytes: order of keys, unknown keys, comments, quotes, line endings.
 */
export function mergeItemTexts(
  base: string | null,
  ours: string,
  theirs: string,
  options: ItemTextOptions,
): ItemTextMerge {
  const [was, our, their] = sameLineEndings([base ?? '', ours, theirs]);
  const basePieces = base === null ? null : parsePieces(was);
  const [left, right] = [parsePieces(our), parsePieces(their)];
  if (!left || !right || (base !== null && !basePieces && was.trim() !== ''))
    return mergeAsLines(was, our, their, options);
  return mergePieces(basePieces, left, right, options);
}

function mergePieces(
  base: ItemPieces | null,
  ours: ItemPieces,
  theirs: ItemPieces,
  options: ItemTextOptions,
): ItemTextMerge {
  const conflicts: FieldConflict[] = [];
  const keys = mergeKeys(base, ours, theirs);
  const was = byKey(base);
  const our = byKey(ours);
  const their = byKey(theirs);
  let text = pick(base?.opener, ours.opener, theirs.opener) + mergeTrivia(base?.lead ?? '', ours.lead, theirs.lead);
  for (const key of keys) {
    const [b, o, t] = [was.get(key), our.get(key), their.get(key)];
    const trivia = mergeTrivia(b?.trivia ?? '', o?.trivia ?? b?.trivia ?? '', t?.trivia ?? b?.trivia ?? '');
    if (key === 'status' && options.status !== undefined) {
      text += statusLine(o, t, options.status) + trivia;
      continue;
    }
    const { own, conflict } = mergeSegment(b, o, t, options);
    if (conflict) conflicts.push({ field: key, ...conflict });
    text += (key === 'updated_at' && !conflict ? notBefore(own, options.lastEventAt) : own) + trivia;
  }
  const body = mergeLines(base?.body ?? '', ours.body, theirs.body, options);
  for (const conflict of body.conflicts) conflicts.push({ field: 'body', ...conflict });
  text += pick(base?.closer, ours.closer, theirs.closer) + body.text;
  return { text, conflicts: [...conflicts, ...standingConflicts(body.text, body.conflicts.length)] };
}

/** Where the files cannot be told apart by their keys, by lines, as git does. */
function mergeAsLines(base: string, ours: string, theirs: string, options: ItemTextOptions): ItemTextMerge {
  const { text, conflicts } = mergeLines(base, ours, theirs, options);
  return { text, conflicts: conflicts.map((conflict) => ({ field: 'front matter', ...conflict })) };
}

function byKey(pieces: ItemPieces | null): Map<string, Segment> {
  return new Map(pieces?.segments.map((segment) => [segment.key, segment]));
}

/** The keys in the order of the side that changed it; what the other has more stands behind what it stood behind there. */
function mergeKeys(base: ItemPieces | null, ours: ItemPieces, theirs: ItemPieces): string[] {
  const [was, our, their] = [base, ours, theirs].map((pieces) => (pieces?.segments ?? []).map(({ key }) => key)) as [
    string[],
    string[],
    string[],
  ];
  const isMoved = (keys: string[]): boolean =>
    keys.filter((key) => was.includes(key)).join('\n') !== was.filter((key) => keys.includes(key)).join('\n');
  // Where neither did, the same one whoever is called ours.
  const oursFirst = isMoved(our) === isMoved(their) ? our.join('\n') <= their.join('\n') : isMoved(our);
  const [first, second] = oursFirst ? [our, their] : [their, our];
  const keys = [...first];
  for (const [index, key] of second.entries()) {
    if (keys.includes(key)) continue;
    const before = second.slice(0, index).findLast((candidate) => keys.includes(candidate));
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key);
  }
  return keys;
}

/** Comments and blank lines: those of the side that changed them, or all lines of both. */
function mergeTrivia(base: string, ours: string, theirs: string): string {
  if (ours === theirs || theirs === base) return ours;
  if (ours === base) return theirs;
  const [first = '', second = ''] = [ours, theirs].sort();
  const lines = linesOf(first);
  return (
    first +
    linesOf(second)
      .filter((line) => !lines.includes(line))
      .join('')
  );
}

function pick(base: string | undefined, ours: string, theirs: string): string {
  return ours === base ? theirs : ours;
}

function statusLine(ours: Segment | undefined, theirs: Segment | undefined, status: Status): string {
  const sides = [ours, theirs].filter((segment) => segment !== undefined && !segment.conflicted) as Segment[];
  const fitting = sides.find((segment) => textOf(segment) === status);
  if (fitting) return fitting.own;
  return sides[0] ? withValue(sides[0].own, 'status', status) : `status: ${status}\n`;
}

function notBefore(own: string, lastEventAt: string | undefined): string {
  const last = parseTimestamp(lastEventAt ?? '');
  const [segment] = parsePieces(`---\n${own}---\n`)?.segments ?? [];
  const updated = parseTimestamp((segment && textOf(segment)) ?? '');
  if (last === null || updated === null || updated >= last) return own;
  return withValue(own, 'updated_at', lastEventAt ?? '');
}

/** Conflicts that a side brought along in its body, beyond those that were made here. A sample in a code fence is none. */
function standingConflicts(body: string, made: number): FieldConflict[] {
  let fence: CodeFence | null = null;
  let standing = -made;
  for (const line of linesOf(body)) {
    const found = readCodeFence(line);
    if (fence === null && found) fence = found;
    else if (found && fence && !found.info && found.char === fence.char && found.length >= fence.length) fence = null;
    else if (fence === null && /^>{7} /.test(line)) standing += 1;
  }
  return Array.from({ length: Math.max(0, standing) }, () => ({ field: 'body', ours: null, theirs: null }));
}
