import type { ResolveConflict, ResolveResult } from '../api/resolve.ts';
import type { View } from './view.ts';

/** What was settled and what was not, a line each; conflicts last, with both values. */
export function resolveText(result: ResolveResult, { theme }: View): string {
  const { movedEvents, renamedSlugs, kept, conflicts, operation, elsewhere } = result;
  const lines = [
    ...settledItems(result).map((id) => `${theme.good('settled')} ${id}`),
    ...movedEvents.map(({ event, from, to }) => `${theme.good('moved')} event ${event} from ${from} back to ${to}`),
    ...renamedSlugs.map(
      ({ item, from, to, holder }) => `${theme.good('slug')} ${item}: ${to}, since ${holder} has ${from}`,
    ),
    ...kept.map((id) => `${theme.warning('kept')} ${id}: one side deleted it, the other changed it`),
    ...conflicts.flatMap((conflict) => [
      `${theme.error('conflict')} ${conflict.path}: ${said(conflict)}`,
      ...valuesOf(conflict),
    ]),
    ...(conflicts.length > 0 ? [theme.hint(`hint: ${whatToDo(result)}`)] : []),
    ...elsewhere.map((path) => `${theme.warning('left to git')} ${path}`),
  ];
  if (lines.length === 0) return operation === 'none' ? 'nothing to settle\n' : 'everything is settled\n';
  return `${lines.join('\n')}\n`;
}

/** One line about all of it; empty where nothing was done, and nothing is to be done. */
export function resolveSummary(result: ResolveResult, dryRun: boolean): string {
  const { files, conflicts } = result;
  const items = settledItems(result).length;
  const parts = [
    `${plural(items, 'item')} ${dryRun ? 'to settle' : 'settled'}`,
    `${plural(files.length, 'file')} ${dryRun ? 'to write' : 'written'}`,
    ...(conflicts.length > 0 ? [`${plural(conflicts.length, 'conflict')} left to you`] : []),
  ];
  const next = result.next === null ? [] : [`next: ${result.next}`];
  const isDone = items + files.length + conflicts.length > 0;
  return [...(isDone ? [parts.join(', ')] : []), ...next].join('; ');
}

/** The items that were brought into order, and of which nothing is left to do. */
function settledItems({ items, conflicts }: ResolveResult): string[] {
  const open = new Set(conflicts.map(({ item }) => item));
  return items.filter((id) => !open.has(id));
}

function plural(number: number, word: string): string {
  return `${number} ${number === 1 ? word : `${word}s`}`;
}

function said({ field, file }: ResolveConflict): string {
  if (field === file) return 'both sides changed the file';
  if (field === 'thread') return 'no one log can hold both sides: a code fence that was never closed is in the way';
  return field === 'resolution' ? 'both sides changed the resolution' : `both sides changed ${field}`;
}

function valuesOf({ field, ours, theirs }: ResolveConflict): string[] {
  if (['body', 'front matter', 'thread', 'resolution'].includes(field) || (ours === null && theirs === null)) return [];
  const onOneLine = (text: string | null): string => text?.replace(/\s+/g, ' ') ?? '(gone)';
  return [`  ours:   ${onOneLine(ours)}`, `  theirs: ${onOneLine(theirs)}`];
}

/** In a rebase the sides are the other way round than most people think. */
function whatToDo({ operation, sides }: ResolveResult): string {
  const theirs = sides?.theirs ?? 'what was stashed';
  const who = {
    merge: `ours is HEAD, theirs is ${theirs}`,
    merged: `ours is ${sides?.ours}, theirs is ${theirs}`,
    rebase: `ours is what you rebase onto, theirs is your own commit ${theirs}`,
    'cherry-pick': `ours is HEAD, theirs is the picked commit ${theirs}`,
    revert: 'ours is HEAD, theirs is what was there before the reverted commit',
    stages: 'ours is HEAD, theirs is what was to be put on it',
    none: 'ours and theirs are two copies of the item',
  }[operation];
  return `${who}; keep what is right between <<<<<<< and >>>>>>>, then git add the file`;
}
