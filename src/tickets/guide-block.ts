import { findFences } from '../format/fences.ts';
import { lineEnding } from '../format/line-ending.ts';
import { type TextLine, textLines } from '../format/text-lines.ts';
import { TicketsError } from './tickets-error.ts';

const BEGIN = /^<!-- tickets guide: begin(?: .*)? -->$/;
const END = '<!-- tickets guide: end -->';

/** What stands between the marks: enough to find the guide, and what nobody may do who has not read it. */
const LINES = [
  '## Work items',
  '',
  'Work is tracked in items, with the program `tickets`. Read `tickets guide` before you touch one.',
  '',
  '- Find work: `tickets list --json`. Read it: `tickets show REF --json`. Take it: `tickets claim REF`.',
  '- Write down what you do: `tickets plan`, `comment`, `decide`, `report`, each with `REF -m TEXT` or `--file FILE`.',
  '- Get it reviewed, then `tickets close REF -m TEXT`. Exit code 1 means refused: `error.hint` of `--json` says what to do.',
  '- Never edit `thread.md`, `resolution.md` or front matter by hand, and never move an item. `tickets doctor` before a commit.',
];

/** How the block in a text compares with the one that this version writes. */
export function guideBlockState(text: string, version: string): 'up-to-date' | 'outdated' | 'missing' {
  const blocks = findBlocks(text);
  if (blocks.length === 0) return 'missing';
  return withGuideBlock(text, version) === text ? 'up-to-date' : 'outdated';
}

/**
 * A text for agents with the block of this version: in place of one that is there, else at the end. Everything else stays byte for
 * byte. Throws a TicketsError `conflict` where a mark has lost the other one.
 */
export function withGuideBlock(text: string, version: string): string {
  const eol = lineEnding(text);
  const block = [`<!-- tickets guide: begin ${version} -->`, ...LINES, END].join(eol);
  const [first, ...others] = findBlocks(text);
  if (!first) {
    // A paragraph of its own, whatever the last line is.
    const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
    return text + gap + block + eol;
  }
  let result = text.slice(0, first.start) + block;
  let at = first.end;
  // A merge may have brought a second one.
  for (const { start, end } of others) {
    result += text.slice(at, start);
    at = end;
  }
  return result + text.slice(at);
}

interface Block {
  /** From the start of the line that opens it to the end of the one that closes it, less its line ending. */
  start: number;
  end: number;
}

/** The blocks of a text; marks in a code block are an example. Editors put a byte order mark before, and spaces behind a line. */
function findBlocks(text: string): Block[] {
  const lines = textLines(text);
  const { fenced } = findFences(lines);
  const blocks: Block[] = [];
  let open: TextLine | null = null;
  for (const [index, line] of lines.entries()) {
    if (fenced[index]) continue;
    const text = line.text.replace(/^\ufeff/, '').trimEnd();
    if (BEGIN.test(text)) {
      if (open) throw unpaired(open, 'begins, and does not end');
      const isMarked = line.text.startsWith('\ufeff');
      open = isMarked ? { ...line, start: line.start + 1 } : line;
    } else if (text === END) {
      if (!open) throw unpaired(line, 'ends, and does not begin');
      blocks.push({ start: open.start, end: line.start + line.text.length });
      open = null;
    }
  }
  if (open) throw unpaired(open, 'begins, and does not end');
  return blocks;
}

function unpaired({ number }: TextLine, what: string): TicketsError {
  return new TicketsError(
    'conflict',
    `line ${number}: the block of tickets guide ${what}`,
    'take the mark out, or put the other one back',
  );
}
