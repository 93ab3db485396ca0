import type { ItemSummary } from '../tickets/item.ts';
import { harmlessJsonText } from './harmless.ts';

/** Nothing that JSON escapes, or that we do. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** An item as an entry of a list in JSON, where WrittenList wants it: written out by hand for nearly all, in less time. */
export function summaryJson(item: ItemSummary): string {
  return isPlain(item) ? plainJson(item) : anyJson(item);
}

function anyJson(item: ItemSummary): string {
  return harmlessJsonText(JSON.stringify(item, null, 2).replaceAll('\n', '\n    '));
}

function isPlain(item: ItemSummary): boolean {
  if (item.problems.length > 0) return false;
  for (const _ in item.extra) return false;
  for (const label of item.labels) if (!PLAIN.test(label)) return false;
  return (
    PLAIN.test(item.title) &&
    PLAIN.test(item.id) &&
    PLAIN.test(item.path) &&
    PLAIN.test(item.slug) &&
    PLAIN.test(item.kind) &&
    PLAIN.test(item.priority) &&
    PLAIN.test(item.createdAt) &&
    PLAIN.test(item.updatedAt) &&
    PLAIN.test(item.fieldStatus) &&
    (item.assignee === null || PLAIN.test(item.assignee)) &&
    (item.legacyTicket === null || PLAIN.test(item.legacyTicket))
  );
}

function plainJson(item: ItemSummary): string {
  const { id, slug, title, status, kind, priority, labels, createdAt, updatedAt, assignee, legacyTicket } = item;
  return `{
      "id": "${id}",
      "slug": "${slug}",
      "title": "${title}",
      "status": "${status}",
      "kind": "${kind}",
      "priority": "${priority}",
      "labels": ${labels.length === 0 ? '[]' : `[\n        "${labels.join('",\n        "')}"\n      ]`},
      "createdAt": "${createdAt}",
      "updatedAt": "${updatedAt}",
      "assignee": ${quoted(assignee)},
      "legacyTicket": ${quoted(legacyTicket)},
      "fieldStatus": "${item.fieldStatus}",
      "path": "${item.path}",
      "extra": {},
      "readable": ${item.readable},
      "problems": []
    }`;
}

function quoted(value: string | null): string {
  return value === null ? 'null' : `"${value}"`;
}
