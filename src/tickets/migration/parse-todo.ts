import { posix } from 'node:path';
import { findFences } from '../../format/fences.ts';
import { type TextLine, textLines } from '../../format/text-lines.ts';
import { linkDefinitions, type TodoLink, todoLinks } from './todo-links.ts';

/**
 * What a line of TODO.md is. `ticket`: a list line that links a ticket. `entry`: one without such a link and with no
 * list below it: work that stands nowhere else. `group`: one without such a link that has a list below it. `detail`: text
 * that is indented below a list line. `text`: everything else that is not blank.
 */
export type TodoKind = 'ticket' | 'entry' | 'group' | 'detail' | 'text' | 'blank';

export interface TodoLine {
  /** 1-based. */
  number: number;
  kind: TodoKind;
  /** The line as it stands, without its line ending. */
  text: string;
  /** What a list line says, less its bullet and box; for other lines the text. */
  title: string;
  /** Of a list line: whether its box is ticked; null where it has none; a box with another mark has that mark. */
  box: boolean | string | null;
  links: TodoLink[];
  /** Of a list line: the lines that are indented below it and belong to no other, as they stand. */
  details: string[];
}

const LIST = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+([^ \t].*)$/s;
/** `[ ]text` without a space is meant as a box, too; `[x](y)` is a link. */
const BOX = /^\[([ xX])\](?![([])[ \t]*([^ \t].*)$/s;
/** `[-]`, `[~]`, `[/]`, `[?]`: boxes of some lists, with a meaning of their own. `[a]` and `[1]` are words. */
const OTHER_BOX = /^\[([^\s\w[\]])\][ \t]+\S/;
const RULE = /^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const EMPTY_BOX = /^\[[ xX]\][ \t]*$/;

interface OpenItem {
  indent: number;
  line: TodoLine;
}

/**
 * Reads a TODO.md: every line of it, each with what it is. `isTicket` tells whether a path of the project is that of a
 * ticket, be it there or not. Never throws.
 */
export function parseTodo(text: string, path: string, isTicket: (path: string) => boolean): TodoLine[] {
  const source = textLines(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  const definitions = linkDefinitions(source.map((line) => line.text));
  const verbatim = verbatimLines(source);
  const open: OpenItem[] = [];
  return source.map(({ number, text: line }, index): TodoLine => {
    const links = todoLinks(line, posix.dirname(path), definitions);
    const item: TodoLine = { number, kind: 'text', text: line, title: line.trim(), box: null, links, details: [] };
    if (line.trim() === '') {
      open.at(-1)?.line.details.push(line);
      return { ...item, kind: 'blank' };
    }
    const indent = columnsOf(/^[ \t]*/.exec(line)?.[0] ?? '');
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop();
    const above = open.at(-1);
    const list = verbatim[index] || RULE.test(line) ? null : LIST.exec(line);
    const content = (list?.[2] ?? '').trimEnd();
    if (content === '' || EMPTY_BOX.test(content)) {
      if (!above) return item;
      above.line.details.push(line);
      return { ...item, kind: 'detail' };
    }
    const box = BOX.exec(content);
    item.box = box ? box[1] !== ' ' : (OTHER_BOX.exec(content)?.[1] ?? null);
    item.title = (box?.[2] ?? content).trim();
    item.kind = links.some((link) => link.path !== null && isTicket(link.path)) ? 'ticket' : 'entry';
    if (above?.line.kind === 'entry') above.line.kind = 'group';
    open.push({ indent, line: item });
    return item;
  });
}

/** Which lines are inside of a fence or an HTML comment, its first and last line included: no list lines. */
function verbatimLines(lines: readonly TextLine[]): boolean[] {
  // In a list a fence is indented.
  const { fenced } = findFences(lines.map((line) => ({ ...line, text: line.text.trimStart() })));
  const lastCloser = lines.findLastIndex((line) => line.text.includes('-->'));
  let inComment = false;
  return lines.map(({ text }, index) => {
    if (fenced[index]) return true;
    if (inComment) {
      inComment = !text.includes('-->');
      return true;
    }
    const opener = text.lastIndexOf('<!--');
    // One that is never closed hides nothing.
    inComment = opener >= 0 && !text.includes('-->', opener) && lastCloser > index;
    // A comment behind the text of a list line is a part of the line.
    return /^[ \t]*<!--/.test(text);
  });
}

/** The width of an indent; a tab goes on to the next multiple of four. */
function columnsOf(indent: string): number {
  let columns = 0;
  for (const char of indent) columns = char === '\t' ? columns - (columns % 4) + 4 : columns + 1;
  return columns;
}
