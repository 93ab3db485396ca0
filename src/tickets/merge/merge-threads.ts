import { isSameText, type LogEntry, readLog, recognizeEdits } from './log-entries.ts';
import { type LineMergeOptions, mergeLines } from './merge-lines.ts';
import { mergeOrder } from './merge-order.ts';

export interface ThreadMerge {
  text: string;
  /** Whether both sides stand between the lines of a conflict, since no one log can hold both. */
  conflict: boolean;
}

/**
 * Merges two logs: every event that either has, once, in an order that keeps that of both. Which of the two is `ours` makes
 * no difference. An event that one side edited since the base is taken as edited; two different edits are both kept.
 * Text before the first event, torn ends and malformed events are kept as they are.
 */
export function mergeThreads(
  base: string,
  ours: string,
  theirs: string,
  { itemId, ...options }: LineMergeOptions & { itemId: string },
): ThreadMerge {
  if (ours === theirs) return { text: ours, conflict: false };
  const was = readLog(base, itemId);
  const our = readLog(ours, itemId);
  const their = readLog(theirs, itemId);
  const ourEntries = recognizeEdits(was.entries, our.entries);
  const theirEntries = recognizeEdits(was.entries, their.entries);
  const chosen = choose(was.entries, ourEntries, theirEntries, options.prefer);
  const order = mergeOrder(chosen.ours, chosen.theirs);
  const preamble = mergePreambles(was.preamble, our.preamble, their.preamble);
  const entries = order.map((key) => chosen.entries.get(key) ?? []);
  const text = assemble(preamble, entries);
  if (reads(text, preamble, entries, itemId)) return { text, conflict: false };
  // A fence that was never closed hides what now stands behind it. Nothing is lost, and somebody has to look.
  return { text: mergeLines(base, ours, theirs, { names: options.names }).text, conflict: true };
}

/** The versions of one event, of which the first is the text and all may tell what blank lines stand behind it. */
type Versions = LogEntry[];

interface Choice {
  entries: Map<string, Versions>;
  ours: LogEntry[];
  theirs: LogEntry[];
}

/** Which text each event has in the merge. Two edits of one event become two events. */
function choose(
  base: readonly LogEntry[],
  ours: readonly LogEntry[],
  theirs: readonly LogEntry[],
  prefer: 'theirs' | undefined,
): Choice {
  const was = new Map(base.map((entry) => [entry.key, entry]));
  const inTheirs = new Map(theirs.map((entry) => [entry.key, entry]));
  const entries = new Map<string, Versions>(theirs.map((entry) => [entry.key, [entry]]));
  const apart = new Set<LogEntry>();
  for (const our of ours) {
    const their = inTheirs.get(our.key);
    const before = was.get(our.key);
    if (!their) entries.set(our.key, [our]);
    else if (isSameText(our, their)) entries.set(our.key, sameText(before, our, their));
    else if (before && isSameText(their, before)) entries.set(our.key, [our]);
    else if (prefer !== 'theirs' && !(before && isSameText(our, before))) apart.add(our).add(their);
  }
  const rekey = (entry: LogEntry): LogEntry =>
    apart.has(entry) ? { ...entry, key: `${entry.key}\0${entry.core}` } : entry;
  for (const entry of apart) {
    entries.delete(entry.key);
    entries.set(rekey(entry).key, [entry]);
  }
  return { entries, ours: ours.map(rekey), theirs: theirs.map(rekey) };
}

/** Two versions that differ in line endings at most: the one that was changed since the base is first. */
function sameText(before: LogEntry | undefined, our: LogEntry, their: LogEntry): Versions {
  if (before && our.core === before.core) return [their, our];
  if (before && their.core === before.core) return [our, their];
  return our.core <= their.core ? [our, their] : [their, our];
}

function assemble(preamble: string, entries: readonly Versions[]): string {
  let text = preamble === '' || preamble === '\ufeff' || preamble.endsWith('\n') ? preamble : `${preamble}\n`;
  for (const [index, versions] of entries.entries()) {
    const core = versions[0]?.core ?? '';
    const alike = versions.filter((entry) => entry.core === core);
    text += core + gapBehind(alike, index === entries.length - 1, core.includes('\r\n') ? '\r\n' : '\n');
  }
  return text;
}

/** The blank lines behind an event: those that stood there, or what the writer puts there. */
function gapBehind(versions: Versions, isLast: boolean, eol: string): string {
  const gaps = versions.filter((entry) => entry.isLast === isLast).map(({ gap }) => gap);
  if (gaps.length > 0) return longest(gaps);
  if (isLast) return eol;
  const end = longest(versions.map(({ gap }) => gap));
  return end + eol.repeat(Math.max(0, 3 - end.split('\n').length));
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, text) =>
    text.length > best.length || (text.length === best.length && text < best) ? text : best,
  );
}

/** What stands before the first event: what one side changed, or both where both did. */
function mergePreambles(base: string, ours: string, theirs: string): string {
  if (ours === theirs || theirs === base) return ours;
  if (ours === base) return theirs;
  const bom = [ours, theirs].some((text) => text.startsWith('\ufeff')) ? '\ufeff' : '';
  const [first = '', second = ''] = [ours, theirs].map((text) => text.replace(/^\ufeff/, '')).sort();
  if (first.includes(second)) return bom + first;
  if (second.includes(first)) return bom + second;
  return `${bom}${first}${first.endsWith('\n') ? '' : '\n'}${second}`;
}

/** Whether a merged text reads as what it was made of. */
function reads(text: string, preamble: string, entries: readonly Versions[], itemId: string): boolean {
  const log = readLog(text, itemId);
  const start = log.preamble.trimEnd() === preamble.trimEnd();
  return (
    start &&
    log.entries.length === entries.length &&
    log.entries.every((entry, index) => entry.core === entries[index]?.[0]?.core)
  );
}
