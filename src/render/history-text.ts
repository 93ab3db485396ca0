import type { HistoryEntry } from '../api/history.ts';
import { harmlessLine } from './harmless.ts';
import { cutToWidth } from './table.ts';
import type { View } from './view.ts';

/** The commits, each with what it changed below it. */
export function historyText(entries: readonly HistoryEntry[], { theme, width, isTerminal }: View): string {
  const shorten = (text: string): string => (isTerminal ? cutToWidth(text, width) : text);
  return entries
    .map(({ commit, author, at, subject, kind, changes }) => {
      const head = harmlessLine(`${at}  ${author}  ${commit.slice(0, 7)}  ${subject}`);
      const lines = kind === 'changed' ? changes.map(changeLine) : [kind];
      return [theme.title(shorten(head)), ...lines.map((line) => shorten(`  ${harmlessLine(line)}`)), ''].join('\n');
    })
    .join('\n');
}

function changeLine({ field, from, to }: HistoryEntry['changes'][number]): string {
  if (field !== 'body') return `${field}: ${from ?? '(none)'} → ${to ?? '(none)'}`;
  const lines = (text: string | null): number => (text ? text.split('\n').length : 0);
  return `body: ${lines(from)} → ${lines(to)} lines`;
}
