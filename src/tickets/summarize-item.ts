import { emptyFields } from '../format/empty-fields.ts';
import { type ItemFields, type ItemFile, parseItemFile } from '../format/item-file.ts';
import { slugOfItemId } from '../format/item-id.ts';
import { readPlainItem } from '../format/plain-item.ts';
import type { Problem } from '../format/problem.ts';
import type { ItemPlace } from './change.ts';
import type { ItemSummary } from './item.ts';
import type { TextRead } from './text-read.ts';

export interface SummaryRead {
  summary: ItemSummary;
  /** The parsed item.md; null where it could not be read at all. */
  file: ItemFile | null;
}

/**
 * What an item's item.md says. Whatever is wrong with it, the item is there: what cannot be read is told in `problems`.
 * Null for a directory that is no item: it has neither item.md nor thread.md.
 */
export function summarizeItem(place: ItemPlace, read: TextRead, hasThread: () => boolean): SummaryRead | null {
  if (read.kind === 'missing' && !hasThread()) return null;
  if (read.kind !== 'read') {
    const message = read.kind === 'missing' ? 'item.md is missing' : `item.md ${read.reason}`;
    const code = read.kind === 'missing' ? 'layout/missing-item' : 'layout/unreadable-file';
    return { summary: summarize(place, null, [{ code, message }], false), file: null };
  }
  const { text, validUtf8 } = read;
  const file = parseItemFile(text);
  const problems = [...file.problems, ...differences(place, file.fields)];
  if (!validUtf8) problems.unshift({ code: 'text/invalid-utf8', message: 'item.md is not valid UTF-8' });
  const readable = validUtf8 && file.frontMatter.state === 'closed';
  return { summary: summarize(place, file, problems, readable), file };
}

/**
 * The same for a plain item.md that is valid UTF-8, of its text up to the end of its front matter, or more of it; see
 * readPlainItem. Null where there is anything to tell about it.
 */
export function summarizePlainItem(place: ItemPlace, text: string): ItemSummary | null {
  const plain = readPlainItem(text);
  if (plain === null) return null;
  const { fields, extra } = plain;
  const { id, status } = fields;
  if ((id !== '' && id !== place.id) || (status !== '' && status !== place.status)) return null;
  return {
    id: place.id,
    slug: fields.slug || slugOfItemId(place.id) || place.id,
    title: fields.title,
    status: place.status,
    kind: fields.kind,
    priority: fields.priority,
    labels: fields.labels,
    createdAt: fields.createdAt,
    updatedAt: fields.updatedAt,
    assignee: fields.assignee,
    legacyTicket: fields.legacyTicket,
    fieldStatus: status,
    path: `${place.status}/${place.id}`,
    extra,
    readable: true,
    problems: [],
  };
}

function summarize(place: ItemPlace, file: ItemFile | null, problems: Problem[], readable: boolean): ItemSummary {
  const fields: ItemFields = file?.fields ?? emptyFields();
  return {
    ...fields,
    // The directory's name is the item's address, whatever item.md says.
    id: place.id,
    slug: fields.slug || slugOfItemId(place.id) || place.id,
    status: place.status,
    fieldStatus: fields.status,
    path: `${place.status}/${place.id}`,
    extra: file?.extra ?? {},
    readable,
    problems,
  };
}

function differences(place: ItemPlace, fields: ItemFields): Problem[] {
  const problems: Problem[] = [];
  if (fields.id !== '' && fields.id !== place.id) {
    problems.push({ code: 'id/differs-from-directory', message: `the id in item.md is ${fields.id}` });
  }
  if (fields.status !== '' && fields.status !== place.status) {
    problems.push({
      code: 'status/differs-from-directory',
      message: `item.md says ${fields.status}, but the item is in ${place.status}/`,
    });
  }
  return problems;
}
