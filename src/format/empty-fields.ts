import type { ItemFields } from './item-file.ts';

/** The fields of an item.md that says nothing. */
export function emptyFields(): ItemFields {
  return {
    id: '',
    slug: '',
    title: '',
    status: '',
    kind: '',
    priority: '',
    labels: [],
    createdAt: '',
    updatedAt: '',
    assignee: null,
    legacyTicket: null,
  };
}
