import { emptyFields } from './empty-fields.ts';
import { readListLine, readNullableLine } from './field-value.ts';
import type { ItemFields } from './item-file.ts';
import { readScalar } from './scalar.ts';
import { isBlank, trimBlanks } from './trim-blanks.ts';

/** What a front matter says. */
export interface PlainItem {
  fields: ItemFields;
  /** Keys that are not in the field table, in the order of the file. */
  extra: Record<string, string>;
}

/**
 * The empty `extra` of front matters as commands write them: all their values but the title and the labels are words, of nothing
 * that any output has to escape. One for all, by which they are known; since each such object is a table of its own, that also saves time.
 */
export const OF_WORDS: Record<string, string> = Object.freeze(Object.create(null));

const WORD = '([\\w.:/@+-]+)';
/** As it stands, or in double quotes that nothing in it has to be escaped for. */
const TITLE = `(?:"([^"\\\\\\n\\r]*)"|([^"'\\s](?:[^\\n\\r]*[^\\s])?))`;
/** What commands write: every key in its place, and words for all values but the title and the labels. */
const COMMON = new RegExp(
  `^---\nid: ${WORD}\nslug: ${WORD}\ntitle: ${TITLE}\nstatus: ${WORD}\nkind: ${WORD}\npriority: ${WORD}\nlabels: (\\[[^\\n\\r]*)\ncreated_at: ${WORD}\nupdated_at: ${WORD}\nassignee: ${WORD}\nlegacy_ticket: ${WORD}\n---\n`,
);

const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const COLON = 58;

/**
 * Reads a front matter of plain lines `key: value`, each key once, as nearly all are: the same as `parseItemFile`, at a
 * fraction of the time. `text` is the file up to its closing `---` line, or more of it. Null for anything that takes a closer
 * look.
 */
export function readPlainItem(text: string): PlainItem | null {
  return readCommonItem(text) ?? readPlainLines(text);
}

/** One look for nearly all of them. */
function readCommonItem(text: string): PlainItem | null {
  const match = COMMON.exec(text);
  if (match === null) return null;
  const [, id = '', slug = '', quoted, title = quoted ?? '', status = '', kind = '', priority = ''] = match;
  const fields = {
    id,
    slug,
    title,
    status,
    kind,
    priority,
    labels: readLabels(match[8] ?? ''),
    createdAt: match[9] ?? '',
    updatedAt: match[10] ?? '',
    assignee: nullableWord(match[11] ?? ''),
    legacyTicket: nullableWord(match[12] ?? ''),
  };
  return { fields, extra: OF_WORDS };
}

function nullableWord(word: string): string | null {
  return word === 'null' || word === 'Null' || word === 'NULL' ? null : word;
}

/** The same line by line, in any order. */
export function readPlainLines(text: string): PlainItem | null {
  const closer = text.indexOf('\n---\n');
  if (closer < 0 || !text.startsWith('---\n')) return null;
  const carriageReturn = text.indexOf('\r');
  if (carriageReturn >= 0 && carriageReturn < closer) return null;
  const fields: ItemFields = emptyFields();
  // No prototype, so that a key named __proto__ is just a key.
  const extra: Record<string, string> = Object.create(null);
  let seen = 0;
  for (let at = 4; at <= closer; ) {
    let colon = at;
    while (isKeyLetter(text.charCodeAt(colon))) colon += 1;
    if (colon === at || text.charCodeAt(colon) !== COLON) return null;
    const newline = text.indexOf('\n', colon);
    let value = colon + 1;
    while (isBlank(text.charCodeAt(value))) value += 1;
    // A value needs a space before it.
    if (value === colon + 1 && value < newline) return null;
    const bit = setField(fields, text.slice(at, colon), text.slice(value, newline));
    if (bit === 0) {
      const key = text.slice(at, colon);
      if (key in extra) return null;
      extra[key] = text.slice(value, newline).trim();
    } else if ((seen & bit) !== 0) return null;
    seen |= bit;
    at = newline + 1;
  }
  return { fields, extra };
}

/** Puts a value where its key belongs, and returns a bit for that key; 0 for a key that the format does not know. */
function setField(fields: ItemFields, key: string, rest: string): number {
  switch (key) {
    case 'id':
      fields.id = readValue(rest);
      return 1;
    case 'slug':
      fields.slug = readValue(rest);
      return 2;
    case 'title':
      fields.title = isQuote(rest.charCodeAt(0)) ? readScalar(rest, { keepHash: true }).value : trimBlanks(rest);
      return 4;
    case 'status':
      fields.status = readValue(rest);
      return 8;
    case 'kind':
      fields.kind = readValue(rest);
      return 16;
    case 'priority':
      fields.priority = readValue(rest);
      return 32;
    case 'labels':
      fields.labels = readLabels(rest);
      return 64;
    case 'created_at':
      fields.createdAt = readValue(rest);
      return 128;
    case 'updated_at':
      fields.updatedAt = readValue(rest);
      return 256;
    case 'assignee':
      fields.assignee = rest === 'null' ? null : readNullableLine(rest);
      return 512;
    case 'legacy_ticket':
      fields.legacyTicket = rest === 'null' ? null : readNullableLine(rest);
      return 1024;
    default:
      return 0;
  }
}

function readValue(rest: string): string {
  return isQuote(rest.charCodeAt(0)) || rest.includes('#') ? readScalar(rest).value : trimBlanks(rest);
}

/** The lists that were read last: a tree has few different ones. */
const lists = new Map<string, readonly string[]>();
const MOST_LISTS = 1000;

function readLabels(rest: string): string[] {
  let list = lists.get(rest);
  if (list === undefined) {
    list = readListLine(rest);
    if (lists.size === MOST_LISTS) lists.clear();
    lists.set(rest, list);
  }
  return list.slice();
}

function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}

/** What the keys of the format are made of. */
function isKeyLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 95;
}
