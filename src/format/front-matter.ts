import type { Problem } from './problem.ts';
import { type TextLine, textLines } from './text-lines.ts';

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

const KEY = /^(?:([\p{L}_][\p{L}\p{N}_.-]*)|"([\w. -]+)"|'([\w. -]+)')[ \t]*:(?=([ \t]*))/u;

/**
 * Finds the fields of a Markdown file's front matter. Never throws on any text.
 *
 * The front matter opens with a first line that is exactly `---` (after a BOM, if there is one) and ends at
 * the next line that is exactly `---`; later ones belong to the body. Where the closer is missing, the lines
 * up to the first one that is no field are read, so that the item can still be listed.
 */
export function parseFrontMatter(text: string): FrontMatter {
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
  const lines = textLines(text.slice(0, lastWholeLine(text, start + LARGEST_FRONT_MATTER)), start);
  const closer = lines.findIndex((line, index) => index > 0 && line.text === '---');
  if (closer < 0 && text.length > start + LARGEST_FRONT_MATTER) {
    const problem = {
      code: 'front-matter/too-large',
      message: `the front matter does not end within ${LARGEST_FRONT_MATTER / 1024} KiB`,
      line: 1,
    };
    return { ...none, ...readFields(leadingFields(lines.slice(1))), state: 'too-large', problems: [problem] };
  }
  if (closer < 0) {
    const leading = leadingFields(lines.slice(1));
    const end = leading.at(-1)?.next ?? lines[0]?.next ?? text.length;
    const problem = {
      code: 'front-matter/no-closer',
      message: 'the front matter is never closed with a line `---`',
      line: 1,
    };
    const read = readFields(leading);
    return {
      text,
      fields: read.fields,
      closerStart: end,
      bodyStart: end,
      state: 'unclosed',
      problems: [problem, ...read.problems],
    };
  }
  const closing = lines[closer] as TextLine;
  const read = readFields(lines.slice(1, closer));
  return { text, ...read, state: 'closed', closerStart: closing.start, bodyStart: closing.next };
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
  const end = lines.findIndex((line) => !KEY.test(line.text) && !/^[ \t]+\S|^#(?!#| )|^- /.test(line.text));
  return end < 0 ? lines : lines.slice(0, end);
}

function readFields(lines: TextLine[]): { fields: FrontMatterField[]; problems: Problem[] } {
  const fields: FrontMatterField[] = [];
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  let current: FrontMatterField | undefined;
  for (const line of lines) {
    const match = KEY.exec(line.text);
    if (match) {
      const key = match[1] ?? match[2] ?? match[3] ?? '';
      const space = match[4] ?? '';
      const valueStart = line.start + match[0].length + space.length;
      const rest = line.text.slice(match[0].length + space.length);
      current = { key, line: line.number, start: line.start, end: line.next, valueStart, rest, continuation: [] };
      fields.push(current);
      if (space === '' && rest !== '') {
        problems.push({
          code: 'front-matter/no-space-after-key',
          message: `\`${key}:\` needs a space before its value`,
          line: line.number,
        });
      }
      const first = seen.get(key);
      if (first === undefined) seen.set(key, line.number);
      else {
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
    }
  }
  for (const field of fields) {
    field.continuation = field.continuation.filter((line) => line.start < field.end);
  }
  return { fields, problems };
}

/** An indented line, a blank one between such lines, or a `- ` item below a key without a value. */
function belongsTo(field: FrontMatterField, line: TextLine): boolean {
  if (/^[ \t]/.test(line.text) || line.text === '') return true;
  return /^-(?: |$)/.test(line.text) && (field.rest === '' || field.rest.startsWith('#'));
}
