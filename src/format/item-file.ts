import { readList, readNullableText, readText } from './field-value.ts';
import { FIELDS } from './fields.ts';
import { writeFlowList } from './flow-list.ts';
import { type FrontMatter, findField, parseFrontMatter } from './front-matter.ts';
import type { Problem } from './problem.ts';
import { writeScalar } from './scalar.ts';

/** The values of an item's front matter. A field that the file lacks is the empty string, null or []. */
export interface ItemFields {
  id: string;
  slug: string;
  title: string;
  status: string;
  kind: string;
  priority: string;
  labels: string[];
  createdAt: string;
  updatedAt: string;
  assignee: string | null;
  legacyTicket: string | null;
}

export interface ItemFile {
  frontMatter: FrontMatter;
  fields: ItemFields;
  /** Keys that are not in the field table, in the order of the file. They survive every edit. */
  extra: Record<string, string>;
  /** The Markdown below the front matter, as it stands. */
  body: string;
  problems: Problem[];
}

const KNOWN = new Set<string>(FIELDS.map((field) => field.key));

/** Reads an item.md. Never throws on any text: what is wrong with it is in `problems`. */
export function parseItemFile(text: string): ItemFile {
  const frontMatter = parseFrontMatter(text);
  const textOf = (key: string): string => {
    const field = findField(frontMatter, key);
    return field ? readText(frontMatter, field, { keepHash: key === 'title' }) : '';
  };
  const nullable = (key: string): string | null => {
    const field = findField(frontMatter, key);
    return field ? readNullableText(frontMatter, field) : null;
  };
  const labels = findField(frontMatter, 'labels');
  const fields: ItemFields = {
    id: textOf('id'),
    slug: textOf('slug'),
    title: textOf('title'),
    status: textOf('status'),
    kind: textOf('kind'),
    priority: textOf('priority'),
    labels: labels ? readList(frontMatter, labels) : [],
    createdAt: textOf('created_at'),
    updatedAt: textOf('updated_at'),
    assignee: nullable('assignee'),
    legacyTicket: nullable('legacy_ticket'),
  };
  // No prototype, so that a key named __proto__ is just a key.
  const extra: Record<string, string> = Object.create(null);
  for (const field of frontMatter.fields) {
    if (!KNOWN.has(field.key) && !(field.key in extra)) {
      extra[field.key] = field.continuation.length > 0 ? text.slice(field.valueStart, field.end) : field.rest.trim();
    }
  }
  return { frontMatter, fields, extra, body: text.slice(frontMatter.bodyStart), problems: frontMatter.problems };
}

/** The text of a new item.md. */
export function serializeItemFile(fields: ItemFields, body: string): string {
  const values: Record<(typeof FIELDS)[number]['key'], string> = {
    id: fields.id,
    // A slug may be all digits, or a word that YAML takes for null.
    slug: writeScalar(fields.slug),
    title: writeScalar(fields.title),
    status: fields.status,
    kind: writeScalar(fields.kind),
    priority: fields.priority,
    labels: writeFlowList(fields.labels),
    created_at: fields.createdAt,
    updated_at: fields.updatedAt,
    assignee: fields.assignee === null ? 'null' : writeScalar(fields.assignee),
    legacy_ticket: fields.legacyTicket === null ? 'null' : writeScalar(fields.legacyTicket),
  };
  const lines = FIELDS.map(({ key }) => `${key}: ${values[key]}\n`);
  return `---\n${lines.join('')}---\n\n${body}`;
}
