import { OF_WORDS } from '../format/plain-item.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { harmlessJsonText } from './harmless.ts';

/** Nothing that JSON escapes, or that we do. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** An item as an entry of a list in JSON, where WrittenList wants it: written out by hand for nearly all, in less time. */
export function summaryJson(item: ItemSummary): string {
  const { title, labels, extra, problems } = item;
  const isPlain =
    problems.length === 0 &&
    PLAIN.test(title) &&
    (labels.length === 0 || PLAIN.test(labels.join(''))) &&
    (extra === OF_WORDS || (Object.keys(extra).length === 0 && PLAIN.test(valuesOf(item))));
  return isPlain ? plainJson(item) : anyJson(item);
}

function valuesOf(item: ItemSummary): string {
  const { id, slug, kind, priority, createdAt, updatedAt, assignee, legacyTicket, fieldStatus, path } = item;
  return [id, slug, kind, priority, createdAt, updatedAt, assignee, legacyTicket, fieldStatus, path].join('');
}

function anyJson(item: ItemSummary): string {
  return harmlessJsonText(JSON.stringify(item, null, 2).replaceAll('\n', '\n    '));
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
