import { lineEnding } from '../format/line-ending.ts';

const BEGIN = '# tickets setup: begin';
/** The same where the line above it had no line ending, and was given one. */
const BEGIN_BELOW = `${BEGIN}, on a new line`;
/** The same in a file that was made for it. */
const BEGIN_OWN = `${BEGIN}, in a file of its own`;
const END = '# tickets setup: end';

export interface BlockPlace {
  /** Where a new block goes. Default: `end`. */
  where?: 'end' | 'below the first line';
  /** Whether the file is made for it. */
  isOwn?: boolean;
}

/** The lines between our marks in a file of settings, of all blocks if there are several; null where there is none. */
export function markedBlock(text: string): string[] | null {
  const found = findBlocks(text);
  return found.length === 0 ? null : found.flatMap(({ lines }) => lines);
}

/** Whether the file was made for the block. */
export function isOwnFile(text: string): boolean {
  return findBlocks(text).some(({ begin }) => begin === BEGIN_OWN);
}

/**
 * A file of settings with these lines between our marks: in place of those that are there, else at the end, or, of a
 * script, below its first line. Everything else stays byte for byte.
 */
export function withBlock(text: string, lines: readonly string[], { where = 'end', isOwn }: BlockPlace = {}): string {
  const eol = lineEnding(text);
  const block = (begin: string): string => [begin, ...lines, END].map((line) => line + eol).join('');
  const [first, ...others] = findBlocks(text);
  // A merge may have brought a second one.
  if (first) return text.slice(0, first.start) + block(first.begin) + cutOut(text, others, first.end);
  const at = where === 'end' ? text.length : text.indexOf('\n') + 1 || text.length;
  const before = text.slice(0, at);
  const isOnNewLine = before === '' || before.endsWith('\n');
  return before + (isOnNewLine ? block(isOwn ? BEGIN_OWN : BEGIN) : eol + block(BEGIN_BELOW)) + text.slice(at);
}

/** The same file without our marks and what is between them. */
export function withoutBlock(text: string): string {
  return cutOut(text, findBlocks(text), 0);
}

interface Block {
  /** From the start of the line that opens it to the end of the one that closes it. */
  start: number;
  end: number;
  begin: string;
  lines: string[];
}

/** A block whose end is lost is none: what stands below its begin may be somebody else's. */
function findBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  let at = 0;
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const content = line.replace(/\r?\n$/, '');
    at += line.length;
    if ([BEGIN, BEGIN_BELOW, BEGIN_OWN].includes(content)) {
      open = { start: at - line.length, end: at, begin: content, lines: [] };
    } else if (content === END && open) {
      blocks.push({ ...open, end: at });
      open = null;
    } else open?.lines.push(content);
  }
  return blocks;
}

/** What stands behind a place, less some blocks, and less the line ending that one of them was put below. */
function cutOut(text: string, blocks: readonly Block[], from: number): string {
  let rest = '';
  let at = from;
  for (const { start, end, begin } of blocks) {
    const before = text.slice(at, start);
    // Where somebody has written below it, the line ending is needed.
    rest += begin === BEGIN_BELOW && end === text.length ? before.replace(/\r?\n$/, '') : before;
    at = end;
  }
  return rest + text.slice(at);
}
