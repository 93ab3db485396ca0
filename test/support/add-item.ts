import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oldEvent } from './old-event.ts';

export interface ItemToAdd {
  /** Default: `sample-item`. */
  slug?: string;
  /** Default: `20260530-053259`. */
  stamp?: string;
  status?: 'open' | 'pending' | 'closed';
  /** The values of item.md as they stand in the file, quotes and all. */
  title?: string;
  kind?: string;
  priority?: string;
  labels?: string;
  assignee?: string;
  updatedAt?: string;
  /** Further lines of the front matter. */
  more?: string;
  body?: string;
  /** The events after the first, as text. */
  events?: readonly string[];
  resolution?: string;
  /** A last change of the text of item.md. */
  itemText?: (text: string) => string;
  /** A last change of the text of thread.md. */
  threadText?: (text: string) => string;
}

export interface AddedItem {
  id: string;
  /** Relative to the root. */
  path: string;
}

/** Writes an item as the old script did, without the program under test. */
export function addItem(root: string, item: ItemToAdd = {}): AddedItem {
  const { slug = 'sample-item', stamp = '20260530-053259', status = 'open' } = item;
  const id = `${stamp}-${slug}`;
  const createdAt = stamp.replace(/^(....)(..)(..)-(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z');
  const itemText = `---
id: ${id}
slug: ${slug}
title: ${item.title ?? 'Sample item'}
status: ${status}
kind: ${item.kind ?? 'task'}
priority: ${item.priority ?? 'P2'}
labels: ${item.labels ?? '[tui, docs]'}
created_at: ${createdAt}
updated_at: ${item.updatedAt ?? createdAt}
assignee: ${item.assignee ?? 'null'}
legacy_ticket: null
${item.more ?? ''}---

${item.body ?? '## Background\n\nText of the item.\n'}`;
  const created = oldEvent({
    kind: 'create',
    author: 'tickets.sh',
    at: createdAt,
    heading: 'Created',
    body: 'Created by tickets.sh create.',
  });
  const threadText = [created, ...(item.events ?? [])].join('\n');
  const directory = join(root, status, id);
  mkdirSync(join(directory, 'artifacts'), { recursive: true });
  writeFileSync(join(directory, 'artifacts/.gitkeep'), '');
  writeFileSync(join(directory, 'item.md'), item.itemText?.(itemText) ?? itemText);
  writeFileSync(join(directory, 'thread.md'), item.threadText?.(threadText) ?? threadText);
  if (item.resolution !== undefined) writeFileSync(join(directory, 'resolution.md'), item.resolution);
  return { id, path: `${status}/${id}` };
}
