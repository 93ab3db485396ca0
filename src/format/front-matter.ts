import { FIELDS } from './fields.ts';
import { readFlowList } from './flow-list.ts';
import type { Problem } from './problem.ts';
import { readScalar } from './scalar.ts';
import { type TextLine, textLines } from './text-lines.ts';
import { isBlank } from './trim-blanks.ts';

/** Larger ones are not read: 10,000 keys take a YAML library more than a second. */
export const LARGEST_FRONT_MATTER = 64 * 1024;

/** One `key: value` of a front matter, as positions in the text: an edit replaces just these characters. */
export interface FrontMatterField {
  key: string;
  /** 1-based line of the key. */
  line: number;
  /** Offset of the line's first character. */
  start: number;
  /** Offset after the last line that belongs to the field. */
  end: number;
  /** Offset where the value starts: after the colon and the spaces behind it. */
  valueStart: number;
  /** The rest of the key's own line, from `valueStart`. */
  rest: string;
  /** The lines below the key that belong to it: a block list, a nested map, a folded text. */
  continuation: TextLine[];
}

export interface FrontMatter {
  text: string;
  /** `closed` is the only state in which the file may be edited. */
  state: 'closed' | 'unopened' | 'unclosed' | 'too-large';
  /** In the order of the file, duplicates included. */
  fields: FrontMatterField[];
  /** Offset of the closing `---` line; the end of the fields where it is missing. */
  closerStart: number;
  /** Offset where the Markdown body starts. */
  bodyStart: number;
  problems: Problem[];
}

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const COLON = 58;

/** The format's keys by themselves: a key is then the table's own text, and quickly compared. */
const KNOWN = new Map<string, string>(FIELDS.map(({ key }) => [key, key]));

/** Made when it is needed: to find out which letters there are takes most of a millisecond. */
let keyBegins: RegExp | undefined;
function beginsWithKey(): RegExp {
  keyBegins ??= /^(?:([\p{L}_][\p{L}\p{N}_.-]*)|"([\w. -]+)"|'([\w. -]+)')[ \t]*:(?=([ \t]*))/u;
  return keyBegins;
}

/**
 * Finds the fields of a Markdown file's front matter. Never throws on any text.
 *
 * The front matter opens with a first line that is exactly `---` (after a BOM, if there is one) and ends at
 * the next line that is exactly `---`; later ones belong to the body. Where the closer is missing, the lines
 * up to the first one that is no field are read, so that the item can still be listed. Nothing beyond `largest` characters is.
 */
export function parseFrontMatter(text: string, largest = LARGEST_FRONT_MATTER): FrontMatter {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const none = { text, fields: [], closerStart: start, bodyStart: start };
  if (!/^---\r?(?:\n|$)/.test(text.slice(start, start + 5))) {
    const problem = {
      code: 'front-matter/no-opener',
      message: 'the first line is not `---`: there is no front matter',
      line: 1,
    };
    return { ...none, state: 'unopened', problems: [problem] };
  }
  const limit = lastWholeLine(text, start + largest);
  const end = closerEnd(text, start, limit);
  const lines = textLines(text.slice(0, end ?? limit), start);
  if (end !== null) {
    const closing = lines.at(-1) as TextLine;
    const { fields, problems } = readFields(lines.slice(1, -1));
    return { text, state: 'closed', fields, closerStart: closing.start, bodyStart: end, problems };
  }
  if (text.length > start + largest) {
    const problem = {
      code: 'front-matter/too-large',
      message: `the front matter does not end within ${largest / 1024} KiB`,
      line: 1,
    };
    return { ...none, ...readFields(leadingFields(lines.slice(1))), state: 'too-large', problems: [problem] };
  }
  const leading = leadingFields(lines.slice(1));
  const fieldsEnd = leading.at(-1)?.next ?? lines[0]?.next ?? text.length;
  const problem = {
    code: 'front-matter/no-closer',
    message: 'the front matter is never closed with a line `---`',
    line: 1,
  };
  const read = readFields(leading);
  return {
    text,
    fields: read.fields,
    closerStart: fieldsEnd,
    bodyStart: fieldsEnd,
    state: 'unclosed',
    problems: [problem, ...read.problems],
  };
}

/** Where the first line behind the opener that is exactly `---` ends; null where there is none before `limit`. */
function closerEnd(text: string, start: number, limit: number): number | null {
  for (let at = text.indexOf('\n---', start); at >= 0 && at + 4 <= limit; at = text.indexOf('\n---', at + 1)) {
    let end = at + 4;
    if (end < limit && text.charCodeAt(end) === CARRIAGE_RETURN) end += 1;
    if (end === limit) return end;
    if (text.charCodeAt(end) === NEWLINE) return end + 1;
  }
  return null;
}

/** The first field of that name, as the old script read it; later ones are reported as duplicates. */
export function findField(frontMatter: FrontMatter, key: string): FrontMatterField | undefined {
  return frontMatter.fields.find((field) => field.key === key);
}

/** Where the last line ends that fits below an offset whole: half a line could look like the closer. */
function lastWholeLine(text: string, offset: number): number {
  return text.length <= offset ? text.length : text.lastIndexOf('\n', offset - 1) + 1;
}

function leadingFields(lines: TextLine[]): TextLine[] {
  const end = lines.findIndex((line) => !beginsWithKey().test(line.text) && !/^[ \t]+\S|^#(?!#| )|^- /.test(line.text));
  return end < 0 ? lines : lines.slice(0, end);
}

function readFields(lines: TextLine[]): { fields: FrontMatterField[]; problems: Problem[] } {
  const fields: FrontMatterField[] = [];
  const problems: Problem[] = [];
  const firstLineOf = firstLines();
  let current: FrontMatterField | undefined;
  for (const line of lines) {
    const found = readKey(line.text);
    if (found) {
      const { key, colon, value } = found;
      const valueStart = line.start + value;
      const rest = line.text.slice(value);
      current = { key, line: line.number, start: line.start, end: line.next, valueStart, rest, continuation: [] };
      fields.push(current);
      if (value === colon && rest !== '') {
        problems.push({
          code: 'front-matter/no-space-after-key',
          message: `\`${key}:\` needs a space before its value`,
          line: line.number,
        });
      }
      const first = firstLineOf(fields, key);
      if (first !== line.number) {
        problems.push({
          code: 'front-matter/duplicate-key',
          message: `\`${key}\` stands a second time (first on line ${first}, which counts)`,
          line: line.number,
        });
      }
    } else if (current && belongsTo(current, line)) {
      current.continuation.push(line);
      if (line.text.trim() !== '') current.end = line.next;
    } else if (line.text.trim() !== '' && !line.text.startsWith('#')) {
      problems.push({
        code: 'front-matter/not-a-field',
        message: 'this line is no `key: value`',
        line: line.number,
      });
      // What is below it is not of the field above it either: an edit of that one would take the line away.
      current = undefined;
    }
  }
  for (const field of fields) {
    if (field.continuation.length === 0) continue;
    field.continuation = field.continuation.filter((line) => line.start < field.end);
    const [first] = field.continuation;
    // They stay where they are when the value is edited.
    if (first && field.continuation.every(isComment) && isWholeValue(field.rest)) {
      field.end = first.start;
      field.continuation = [];
    }
  }
  return { fields, problems };
}

function isComment({ text }: TextLine): boolean {
  return /^[ \t]*(?:#|$)/.test(text);
}

/** Whether a value ends on the line of its key, so that a comment below it is none of its text. */
function isWholeValue(rest: string): boolean {
  if (rest.startsWith('[')) return readFlowList(rest) !== null;
  return !/^[|>"'{]/.test(rest) || readScalar(rest).style !== 'plain';
}

/** The line of the first field with a key: looked for among a few, looked up among many. */
function firstLines(): (fields: readonly FrontMatterField[], key: string) => number {
  let seen: Map<string, number> | undefined;
  let known = 0;
  return (fields, key) => {
    if (fields.length <= 16) return fields.find((field) => field.key === key)?.line ?? 0;
    seen ??= new Map();
    for (; known < fields.length; known += 1) {
      const field = fields[known] as FrontMatterField;
      if (!seen.has(field.key)) seen.set(field.key, field.line);
    }
    return seen.get(key) ?? 0;
  };
}

/** The key that a line begins with, and the offsets after its colon and of its value; null where there is none. */
function readKey(line: string): { key: string; colon: number; value: number } | null {
  let colon = 0;
  while (isKeyLetter(line.charCodeAt(colon))) colon += 1;
  if (colon > 0 && line.charCodeAt(colon) === COLON) {
    const key = line.slice(0, colon);
    colon += 1;
    let value = colon;
    while (isBlank(line.charCodeAt(value))) value += 1;
    return { key: KNOWN.get(key) ?? key, colon, value };
  }
  const match = beginsWithKey().exec(line);
  if (!match) return null;
  colon = match[0].length;
  return { key: match[1] ?? match[2] ?? match[3] ?? '', colon, value: colon + (match[4] ?? '').length };
}

/** What the keys of the format are made of: a line that begins so needs no expression. */
function isKeyLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 95;
}

/** An indented line, a blank one between such lines, or a `- ` item below a key without a value. */
function belongsTo(field: FrontMatterField, line: TextLine): boolean {
  if (/^[ \t]/.test(line.text) || line.text === '') return true;
  return /^-(?: |$)/.test(line.text) && (field.rest === '' || field.rest.startsWith('#'));
}
