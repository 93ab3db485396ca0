import { serializeItemFile } from '../../src/format/item-file.ts';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import type { ItemSnapshot } from '../../src/tickets/item.ts';

const ID = '20260530-053259-sample-item';

/** An open item as the program itself makes it, less what `differences` says. */
export function itemSnapshot(differences: Partial<ItemSnapshot> = {}): ItemSnapshot {
  const at = '2026-05-30T05:32:59Z';
  const fields = {
    id: ID,
    slug: 'sample-item',
    title: 'Sample item',
    status: differences.status ?? 'open',
    kind: 'task',
    priority: 'P2',
    labels: ['tui', 'docs'],
    createdAt: at,
    updatedAt: at,
    assignee: null,
    legacyTicket: null,
  };
  const created = serializeEvent(ID, { kind: 'create', author: 'hare', at, body: 'Created by tickets new.' });
  return {
    id: ID,
    status: 'open',
    itemText: serializeItemFile(fields, '## Background\n\nText.\n'),
    threadText: created.text,
    resolutionText: null,
    digestText: null,
    ...differences,
  };
}
