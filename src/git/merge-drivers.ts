/** The merge drivers that attributes name, for which file of an item each is, and what git and people are shown of them. */
export const MERGE_DRIVERS = [
  { name: 'tickets-thread', file: 'thread.md', kind: 'thread', of: 'logs', title: 'events of a work item, each once' },
  { name: 'tickets-item', file: 'item.md', kind: 'item', of: 'items', title: 'a work item, field by field' },
  { name: 'tickets-digest', file: 'digest.json', kind: 'digest', of: 'seals', title: 'the seal of a work item' },
] as const;
