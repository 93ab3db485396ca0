import { type FrontMatter, type FrontMatterField, parseFrontMatter } from '../../format/front-matter.ts';
import { linesOf } from './merge-lines.ts';

/** One key of a front matter with its bytes. */
export interface Segment {
  key: string;
  /** The lines of the key, or of the conflict about it. */
  own: string;
  /** Lines between it and the next key that belong to none: comments, blank lines. */
  trivia: string;
  /** The lines of an unsettled conflict stand here; the value is unknown. */
  conflicted: boolean;
  /** For reading the value; null in a conflict. */
  field: { frontMatter: FrontMatter; field: FrontMatterField } | null;
}

/** An item.md cut into what is merged piece by piece. Joined again, the pieces are the file. */
export interface ItemPieces {
  /** The opening line, and whatever stands before the first key. */
  opener: string;
  lead: string;
  segments: Segment[];
  closer: string;
  body: string;
}

/**
 * Cuts an item.md into pieces. Null for one that cannot be merged by its keys: no front matter, a key that stands twice, a
 * conflict that is not whole.
 */
export function parsePieces(text: string): ItemPieces | null {
  const { state, closerStart, bodyStart } = parseFrontMatter(text);
  if (state !== 'closed') return null;
  const openerEnd = text.indexOf('\n') + 1;
  const pieces: ItemPieces = {
    opener: text.slice(0, openerEnd),
    lead: '',
    segments: [],
    closer: text.slice(closerStart, bodyStart),
    body: text.slice(bodyStart),
  };
  let plain = '';
  let conflict: string | null = null;
  for (const line of linesOf(text.slice(openerEnd, closerStart))) {
    if (/^<{7}(?: |\r?\n)/.test(line)) {
      if (conflict !== null) return null;
      addPlain(pieces, plain);
      [plain, conflict] = ['', line];
    } else if (conflict !== null) {
      conflict += line;
      if (!/^>{7}(?: |\r?\n)/.test(line)) continue;
      addConflict(pieces, conflict);
      conflict = null;
    } else if (/^(?:>{7}|\|{7})(?: |\r?\n)|^={7}\r?\n/.test(line)) return null;
    else plain += line;
  }
  if (conflict !== null) return null;
  addPlain(pieces, plain);
  const keys = new Set(pieces.segments.map(({ key }) => key));
  return keys.size === pieces.segments.length ? pieces : null;
}

function addPlain(pieces: ItemPieces, lines: string): void {
  if (lines === '') return;
  const frontMatter = parseFrontMatter(`---\n${lines}---\n`);
  const { text, fields, closerStart } = frontMatter;
  const before = text.slice(4, fields[0]?.start ?? closerStart);
  const last = pieces.segments.at(-1);
  if (last) last.trivia += before;
  else pieces.lead += before;
  for (const [index, field] of fields.entries()) {
    pieces.segments.push({
      key: field.key,
      own: text.slice(field.start, field.end),
      trivia: text.slice(field.end, fields[index + 1]?.start ?? closerStart),
      conflicted: false,
      field: { frontMatter, field },
    });
  }
}

/** A conflict of ours is about one key; one of git's may hold several, of which the first carries the lines. */
function addConflict(pieces: ItemPieces, lines: string): void {
  const inside = linesOf(lines).filter((line) => !/^(?:<{7}|>{7}|\|{7}|={7})/.test(line));
  const { fields } = parseFrontMatter(`---\n${inside.join('')}---\n`);
  const keys = [...new Set(fields.map(({ key }) => key))];
  for (const [index, key] of keys.entries()) {
    pieces.segments.push({ key, own: index === 0 ? lines : '', trivia: '', conflicted: true, field: null });
  }
  const last = pieces.segments.at(-1);
  if (keys.length > 0) return;
  if (last) last.trivia += lines;
  else pieces.lead += lines;
}
