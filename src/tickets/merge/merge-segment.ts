import { applyTextEdits, editField, editList, type TextEdit } from '../../format/edit-field.ts';
import { type FrontMatter, findField, parseFrontMatter } from '../../format/front-matter.ts';
import { parseTimestamp } from '../../format/timestamp.ts';
import { type LineMergeOptions, markConflict } from './merge-lines.ts';
import type { Segment } from './parse-segments.ts';
import { isSameValue, listOf, textOf } from './segment-value.ts';

export interface SegmentMerge {
  /** The lines of the key; empty where it is gone. */
  own: string;
  conflict: { ours: string | null; theirs: string | null } | null;
}

/**
 * Merges one key of a front matter. A side that changed it alone wins; of two times the later one; lists take the additions
 * and removals of both. Two different values are a conflict about this key alone. Of one value in two spellings the one that
 * is new counts.
 */
export function mergeSegment(
  base: Segment | undefined,
  ours: Segment | undefined,
  theirs: Segment | undefined,
  { names, prefer }: LineMergeOptions,
): SegmentMerge {
  const take = (segment: Segment | undefined): SegmentMerge => ({
    own: segment?.own ?? '',
    conflict: segment?.conflicted ? sidesOf(segment) : null,
  });
  if (isSameValue(ours, theirs)) return take(newSpelling(base, ours, theirs));
  if (isSameValue(ours, base)) return take(theirs);
  if (isSameValue(theirs, base)) return take(ours);
  // Whoever has settled a conflict has decided it.
  if (ours?.conflicted) return take(theirs);
  if (theirs?.conflicted) return take(ours);
  if (prefer === 'theirs' && (base === undefined || base.conflicted)) return take(theirs);
  if (ours && theirs) {
    const later = laterTime(ours, theirs);
    if (later) return take(later);
    const list = mergeLists(base, ours, theirs);
    if (list !== null) return { own: list, conflict: null };
  }
  if (prefer === 'theirs') return take(theirs);
  const conflict = { ours: ours ? shown(ours) : null, theirs: theirs ? shown(theirs) : null };
  return { own: markConflict(ours?.own ?? '', theirs?.own ?? '', names), conflict };
}

/** The segment with another value, in the quotes that it has. */
export function withValue(own: string, key: string, value: string): string {
  return edited(own, (frontMatter) => [editField(frontMatter, key, value)]);
}

function edited(own: string, edits: (frontMatter: FrontMatter) => TextEdit[]): string {
  const line = own.includes('\r\n') ? '---\r\n' : '---\n';
  const frontMatter = parseFrontMatter(line + own + line);
  return applyTextEdits(frontMatter.text, edits(frontMatter)).slice(line.length, -line.length);
}

function newSpelling(base: Segment | undefined, ours: Segment | undefined, theirs: Segment | undefined) {
  if (!ours || !theirs || ours.own === theirs.own) return ours;
  if (ours.own === base?.own) return theirs;
  if (theirs.own === base?.own) return ours;
  return ours.own <= theirs.own ? ours : theirs;
}

function laterTime(ours: Segment, theirs: Segment): Segment | null {
  if (!ours.key.endsWith('_at')) return null;
  const [a, b] = [parseTimestamp(textOf(ours) ?? ''), parseTimestamp(textOf(theirs) ?? '')];
  if (a === null || b === null) return null;
  return a > b ? ours : theirs;
}

/** Both sides' additions and removals; the bytes are those of one side with the other's changes. Null for no lists. */
function mergeLists(base: Segment | undefined, ours: Segment, theirs: Segment): string | null {
  // The same side whoever is called ours, so that both ways round give the same bytes.
  const [first, second] = ours.own <= theirs.own ? [ours, theirs] : [theirs, ours];
  const [values, others] = [listOf(first), listOf(second)];
  if (!values || !others) return null;
  const before = base ? (listOf(base) ?? []) : [];
  const kept = values.filter((value) => others.includes(value) || !before.includes(value));
  const added = others.filter((value) => !values.includes(value) && !before.includes(value));
  return edited(first.own, (frontMatter) => editList(frontMatter, first.key, [...kept, ...added]));
}

function shown(segment: Segment): string {
  return listOf(segment)?.join(', ') ?? textOf(segment) ?? 'null';
}

/** What the two sides of a conflict say, as they stand in the file. */
function sidesOf({ own, key }: Segment): { ours: string | null; theirs: string | null } {
  const [, ours = '', theirs = ''] = /^<{7}[^\n]*\n(.*?)^={7}\r?\n(.*?)^>{7}/ms.exec(own) ?? [];
  const valueIn = (lines: string): string | null => {
    const frontMatter = parseFrontMatter(`---\n${lines}---\n`);
    const field = findField(frontMatter, key);
    return field ? frontMatter.text.slice(field.valueStart, field.end).trim() : null;
  };
  return { ours: valueIn(ours), theirs: valueIn(theirs) };
}
