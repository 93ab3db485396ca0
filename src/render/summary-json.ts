import { NO_EXTRA } from '../format/plain-item.ts';
import type { ItemSummary } from '../tickets/item.ts';
import { harmlessJsonText } from './harmless.ts';

/** Nothing that JSON escapes, or that we do. */
const VALUE = '[ !#-[\\]-~]*';
const PLAIN = new RegExp(`^${VALUE}$`);

/** An item as it is written out, with nothing to escape in any of its values: one look for nearly all of them. */
const PLAIN_ROW = new RegExp(
  `^{${['id', 'slug', 'title', 'status', 'kind', 'priority'].map(line).join('')}
      "labels": (?:\\[\\]|\\[(?:\\n        "${VALUE}",?)+\\n      \\]),${['createdAt', 'updatedAt'].map(line).join('')}${['assignee', 'legacyTicket'].map(nullable).join('')}${['fieldStatus', 'path'].map(line).join('')}
      "extra": {},
      "readable": (?:true|false),
      "problems": \\[\\]
    }$`,
);

function line(key: string): string {
  return `\n      "${key}": "${VALUE}",`;
}

function nullable(key: string): string {
  return `\n      "${key}": (?:null|"${VALUE}"),`;
}

/** An item as an entry of a list in JSON, where WrittenList wants it: written out by hand for nearly all, in less time. */
export function summaryJson(item: ItemSummary): string {
  if (item.problems.length > 0 || !PLAIN.test(item.labels.join(''))) return anyJson(item);
  if (item.extra !== NO_EXTRA && Object.keys(item.extra).length > 0) return anyJson(item);
  const row = plainJson(item);
  return PLAIN_ROW.test(row) ? row : anyJson(item);
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
