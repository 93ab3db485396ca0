import type { ThreadEvent } from '../format/thread.ts';
import type { ItemDetail } from '../tickets/item.ts';
import { harmlessLine } from './harmless.ts';
import { shownTitle } from './list-text.ts';
import type { View } from './view.ts';

export interface DetailOptions {
  /** Only the last so many events. */
  events?: number | undefined;
}

/** Everything about an item, for reading. */
export function detailText(item: ItemDetail, { events }: DetailOptions, { theme, width }: View): string {
  const rule = (text: string): string => theme.dim(`── ${harmlessLine(text)} `.padEnd(Math.min(width, 80), '─'));
  const known = [
    `status: ${item.status}`,
    `kind: ${item.kind}`,
    `priority: ${item.priority}`,
    `labels: ${item.labels.join(', ') || 'none'}`,
    `assignee: ${item.assignee ?? 'none'}`,
  ];
  const extra = Object.entries(item.extra).map(([key, value]) => `${key}: ${value.trim()}`);
  // What belongs on one line stays on it: a line break in a value must not pass for the next field.
  const parts = [
    theme.title(harmlessLine(shownTitle(item))),
    theme.hint(harmlessLine(item.id)),
    harmlessLine(known.join('  ')),
    theme.dim(harmlessLine(`created: ${item.createdAt}  updated: ${item.updatedAt}  slug: ${item.slug}`)),
  ];
  if (item.legacyTicket !== null) parts.push(theme.dim(harmlessLine(`legacy_ticket: ${item.legacyTicket}`)));
  if (extra.length > 0) parts.push(theme.dim(harmlessLine(extra.join('  '))));
  parts.push('', trimBlankLines(item.body));
  if (item.preamble.trim() !== '') parts.push('', rule('before the first event'), '', item.preamble.trim());
  const shown = events === undefined ? item.events : events === 0 ? [] : item.events.slice(-events);
  const hidden = item.events.length - shown.length;
  if (hidden > 0) parts.push('', rule(`${hidden} earlier ${hidden === 1 ? 'event' : 'events'} not shown`));
  for (const [index, event] of shown.entries()) {
    parts.push('', rule(eventLine(event, hidden + index + 1)), '');
    if (event.heading !== null && !isPlainHeading(event)) parts.push(theme.title(harmlessLine(event.heading)), '');
    parts.push(trimBlankLines(event.body));
  }
  if (item.resolution !== null) parts.push('', rule('resolution'), '', trimBlankLines(item.resolution));
  if (item.artifacts.length > 0) {
    parts.push('', rule('artifacts'), '', ...item.artifacts.map((path) => harmlessLine(`artifacts/${path}`)));
  }
  if (item.otherFiles.length > 0) parts.push('', rule('other files'), '', ...item.otherFiles.map(harmlessLine));
  return `${parts.join('\n')}\n`;
}

function eventLine(event: ThreadEvent, number: number): string {
  const kind = event.verdict ? `${event.kind}: ${event.verdict}` : event.kind || '(no kind)';
  const more = event.attributes
    .filter(({ key }) => !['event', 'author', 'at', 'id', 'status'].includes(key))
    .map(({ key, value }) => `${key}: ${value}`);
  return [`${number}. ${kind}`, event.author ?? '(no author)', event.at ?? '(no time)', ...more].join('  ');
}

/** A heading that says no more than the kind does. */
function isPlainHeading(event: ThreadEvent): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll('_', ' ');
  const heading = plain(event.heading ?? '');
  return [plain(event.kind), `review: ${plain(event.verdict ?? '')}`, ...PLAIN].includes(heading);
}

const PLAIN = ['created', 'migrated', 'closed', 'item edited', 'state changed'];

function trimBlankLines(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}
