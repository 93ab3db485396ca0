import { textLines } from '../format/text-lines.ts';
import type { History } from '../tickets/history.ts';
import type { CheckedFile, CheckedItem } from '../tickets/tree.ts';
import { findConflicts } from './conflict-markers.ts';
import { closeEvents, isItemCopy } from './resolution.ts';

/** What the old script wrote where nobody gave a text. */
const PLACEHOLDER = /^closed\.?$/i;

/** A text that was, or may have been, the resolution. */
export interface FoundResolution {
  /** Where it stands, in words. */
  where: string;
  /** null where it cannot be put back: it is not valid UTF-8, or is one of several. */
  text: string | null;
  /** Whether no other text can be meant. */
  certain: boolean;
}

/** What a place has, or its name as one that was searched in vain. */
type Search = FoundResolution | string;

/**
 * Looks for the text of a resolution that a copy of item.md has overwritten, in places of which each knows less than the
 * one before. The close event has the text by the format: in the real data all 53 whole resolutions are the text of
 * their close event. Returns the places in words where none has it.
 */
export function findLostResolution(item: CheckedItem, history: History): FoundResolution | { searched: string[] } {
  const places = [
    () => inCloseEvent(item),
    () => inHistory(item, history, 'head'),
    () => inHistory(item, history, 'elsewhere'),
    () => inArtifacts(item),
    () => inEarlierCloseEvent(item),
  ];
  const searched: string[] = [];
  for (const search of places) {
    const found = search();
    if (typeof found !== 'string') return found;
    if (found !== '') searched.push(found);
  }
  return { searched };
}

/** Whether what a resolution.md holds in place of its text stands somewhere else, too: nothing goes with it then. */
export function isKeptElsewhere(item: CheckedItem, copy: CheckedFile, history: History): boolean {
  if (copy.text === item.item?.text || item.thread?.text.includes(copy.text.trim())) return true;
  return history.resolutions(item.id, 'head')?.found.some(({ text }) => text === copy.text) ?? false;
}

function inCloseEvent(item: CheckedItem): Search {
  const last = closeEvents(item).at(-1);
  if (!last) return 'the log (no close event)';
  if (!item.thread?.validUtf8 || !mayBeResolution(item, last.body)) return 'the close event';
  const where = `the close event on line ${last.line} of thread.md`;
  return { where, text: `${last.body.trimEnd()}\n`, certain: true };
}

function inHistory(item: CheckedItem, history: History, reach: 'head' | 'elsewhere'): Search {
  const seen = history.resolutions(item.id, reach);
  if (seen === null) return reach === 'head' ? 'git history (none)' : '';
  const versions = seen.found.filter(({ text }) => text === null || mayBeResolution(item, text));
  const latest = versions[0];
  const place = reach === 'head' ? 'git history' : 'other branches';
  if (latest) {
    const { commit, path, blob, text } = latest;
    const where = `${place} (commit ${commit.slice(0, 12)}, ${path}; \`git cat-file -p ${blob.slice(0, 12)}\` shows it)`;
    // After a second close, or an edit, an earlier version may be the text of before.
    const isOnly = reach === 'head' && versions.length === 1 && seen.gap === null && closeEvents(item).length <= 1;
    return { where, text, certain: isOnly };
  }
  const commits = reach === 'head' ? history.commits() : null;
  const known = [...(commits === null ? [] : [`commits: ${commits}`]), ...(seen.gap === null ? [] : [seen.gap])];
  return known.length === 0 ? place : `${place} (${known.join('; ')})`;
}

function inArtifacts(item: CheckedItem): Search {
  const files = item.entries.filter(({ path, kind }) => kind === 'file' && path.startsWith('artifacts/'));
  const texts = files
    .filter(({ path }) => /(?:resolution|clos(?:e|ed|ing))[^/]*\.(?:md|txt)$/i.test(path))
    .map(({ path }) => ({ path, text: item.textOf(path) }))
    .filter(({ text }) => text !== null && mayBeResolution(item, text));
  const where = texts.map(({ path }) => path).join(', ');
  if (texts.length > 0) return { where, text: texts.length === 1 ? (texts[0]?.text ?? null) : null, certain: false };
  const others = files.filter(({ path }) => !path.endsWith('/.gitkeep')).length;
  return others === 0 ? 'artifacts (none)' : `artifacts (none of ${others} is called a resolution)`;
}

function inEarlierCloseEvent(item: CheckedItem): Search {
  const earlier = closeEvents(item).findLast(({ body }) => mayBeResolution(item, body));
  if (!earlier || !item.thread?.validUtf8) return '';
  const where = `an earlier close event, on line ${earlier.line} of thread.md`;
  return { where, text: `${earlier.body.trimEnd()}\n`, certain: false };
}

function mayBeResolution(item: CheckedItem, text: string): boolean {
  const said = text.trim();
  if (said === '' || PLACEHOLDER.test(said) || isItemCopy(item, text)) return false;
  return findConflicts(textLines(text)).length === 0;
}
