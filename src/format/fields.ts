/** What a field's value is: `text` is free text (a title), `name` a word or path that may be missing. */
export type FieldType = 'id' | 'slug' | 'text' | 'status' | 'word' | 'priority' | 'list' | 'time' | 'name';

export interface FieldDefinition {
  /** The name in the file. */
  key: string;
  /** The name in the program and in JSON. */
  property: string;
  type: FieldType;
  /** What the field says, for docs and messages. */
  description: string;
}

/** The fields of item.md in the order in which a new item has them: read, written and checked from this table. */
export const FIELDS = [
  { key: 'id', property: 'id', type: 'id', description: 'the name of the item and of its directory; never changes' },
  { key: 'slug', property: 'slug', type: 'slug', description: 'the short name that people type' },
  { key: 'title', property: 'title', type: 'text', description: 'one line of text' },
  {
    key: 'status',
    property: 'status',
    type: 'status',
    description: 'open, pending or closed; the same as the directory',
  },
  {
    key: 'kind',
    property: 'kind',
    type: 'word',
    description: 'task, feature, bug, audit or any other lower-case word',
  },
  { key: 'priority', property: 'priority', type: 'priority', description: 'P0 (now) to P3 (some day)' },
  { key: 'labels', property: 'labels', type: 'list', description: 'any number of words' },
  { key: 'created_at', property: 'createdAt', type: 'time', description: 'when the item was made, UTC' },
  { key: 'updated_at', property: 'updatedAt', type: 'time', description: 'when its last event was written, UTC' },
  { key: 'assignee', property: 'assignee', type: 'name', description: 'who works on it, or null' },
  {
    key: 'legacy_ticket',
    property: 'legacyTicket',
    type: 'name',
    description: 'the file that the item was migrated from, or null',
  },
] as const satisfies readonly FieldDefinition[];

export type FieldKey = (typeof FIELDS)[number]['key'];

export const PRIORITIES = ['P0', 'P1', 'P2', 'P3'] as const;

/** The kinds that the real data holds. The set is open: others are kept, and doctor names the nearest of these. */
export const KNOWN_KINDS = ['task', 'feature', 'bug', 'audit'] as const;
