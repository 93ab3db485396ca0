/** The merge drivers that attributes name, and what git shows of them. */
export const MERGE_DRIVERS = [
  { name: 'tickets-thread', file: 'thread.md', kind: 'thread', title: 'events of a work item, each once' },
  { name: 'tickets-item', file: 'item.md', kind: 'item', title: 'a work item, field by field' },
  { name: 'tickets-digest', file: 'digest.json', kind: 'digest', title: 'the seal of a work item' },
] as const;
