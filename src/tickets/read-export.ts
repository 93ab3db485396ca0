import { isItemId } from '../format/item-id.ts';
import { isStatus, STATUSES, type Status } from '../format/status.ts';
import { isSafePath } from './safe-path.ts';
import { TicketsError } from './tickets-error.ts';

/** The content of a file: text is written as UTF-8. */
export type ImportedFiles = Record<string, string | Uint8Array>;

export interface ImportedItem {
  id: string;
  status: Status;
  files: ImportedFiles;
  /** Those of its files that may be run. */
  executable: string[];
}

export interface ImportedTree {
  items: ImportedItem[];
  /** Beside the items, with paths relative to the root. */
  files: ImportedFiles;
  /** Those of `files` that may be run. */
  executable: string[];
}

/**
 * Reads the JSON of an export. Of an item only `id`, `status` and `files` count; the rest is for readers. Nothing in it is
 * believed: throws a TicketsError `not-imported` that names the first place that is not as it should be.
 */
export function readExport(text: string, name: string): ImportedTree {
  const refuse: Refuse = (place, what) => {
    throw new TicketsError('not-imported', `${name}: ${place === '' ? '' : `${place} `}${what}`, 'nothing was written');
  };
  const document = parseJson(text, refuse);
  if (!isObject(document) || document.kind !== 'tickets-export') {
    return refuse('', 'it is no export of tickets (`tickets export` writes one)');
  }
  if (document.schemaVersion !== 1) return refuse('schemaVersion', 'is not 1: another version of tickets wrote it');
  if (!Array.isArray(document.items)) return refuse('items', 'is no list');
  const seen = new Set<string>();
  const items = document.items.map((value: unknown, index): ImportedItem => {
    const place = `items[${index}]`;
    if (!isObject(value)) return refuse(place, 'is no object');
    const { id, status } = value;
    if (typeof id !== 'string' || !isItemId(id)) return refuse(`${place}.id`, 'is no id (YYYYMMDD-HHMMSS-slug)');
    if (!isStatus(status)) return refuse(`${place}.status`, `is none of ${STATUSES.join(', ')}`);
    if (seen.has(id)) return refuse(`${place}.id`, `is there twice: ${id}`);
    seen.add(id);
    const { files, executable } = readFiles(value.files, `${place}.files`, refuse);
    if (!('item.md' in files) && !('thread.md' in files)) {
      return refuse(`${place}.files`, 'has neither item.md nor thread.md');
    }
    return { id, status, files, executable };
  });
  const { files, executable } = readFiles(document.files ?? [], 'files', refuse);
  for (const path of Object.keys(files)) {
    if (!isBeside(path)) refuse('files', `has ${JSON.stringify(path)}, which is not beside the items`);
  }
  return { items, files, executable };
}

type Refuse = (place: string, what: string) => never;

function parseJson(text: string, refuse: Refuse): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('', `it is no JSON: ${error.message.split('\n')[0]}`);
  }
}

function readFiles(value: unknown, place: string, refuse: Refuse): Pick<ImportedTree, 'files' | 'executable'> {
  if (!Array.isArray(value)) return refuse(place, 'is no list');
  // No prototype, so that a file named __proto__ is just a file.
  const files: ImportedFiles = Object.create(null);
  const executable: string[] = [];
  for (const [index, file] of value.entries()) {
    const here = `${place}[${index}]`;
    if (!isObject(file)) return refuse(here, 'is no object');
    const { path, text, base64, executable: isExecutable = false } = file;
    if (typeof path !== 'string' || !isSafePath(path)) {
      return refuse(`${here}.path`, `is no path within it: ${JSON.stringify(path)}`);
    }
    if (path in files) return refuse(`${here}.path`, `is there twice: ${path}`);
    if (typeof text === 'string' && base64 === undefined) files[path] = text;
    else if (typeof base64 === 'string' && text === undefined) files[path] = readBase64(base64, here, refuse);
    else return refuse(here, 'has not one of `text` and `base64`');
    if (typeof isExecutable !== 'boolean') return refuse(`${here}.executable`, 'is neither true nor false');
    if (isExecutable) executable.push(path);
    if (typeof text === 'string' && !text.isWellFormed()) return refuse(`${here}.text`, 'holds half of a character');
  }
  for (const path of Object.keys(files)) {
    const above = path.split('/').slice(0, -1);
    const taken = above.map((_name, index) => above.slice(0, index + 1).join('/')).find((name) => name in files);
    if (taken !== undefined) return refuse(place, `has ${taken} as a file and as a directory`);
  }
  return { files, executable };
}

function readBase64(base64: string, place: string, refuse: Refuse): Uint8Array {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : refuse(`${place}.base64`, 'is no base64');
}

/** Directly in the root or in a status directory, and nothing that this program makes there for itself. */
function isBeside(path: string): boolean {
  const [first = '', second, ...more] = path.split('/');
  if (second === undefined) return !isStatus(first) && !/^\.(?:lock|tmp)/i.test(first);
  return more.length === 0 && isStatus(first) && !isItemId(second);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
