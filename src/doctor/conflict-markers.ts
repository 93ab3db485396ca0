import type { TextLine } from '../format/text-lines.ts';

/** What a merge left in a text: from `<<<<<<<` to `>>>>>>>`, or one of the two alone. */
export interface Conflict {
  from: TextLine;
  to: TextLine;
}

/** Whether a text can hold a conflict at all: asked first, since hardly any does. */
export function mayHoldConflict(text: string): boolean {
  return text.includes('<<<<<<<') || text.includes('>>>>>>>');
}

/** Whether a line is one of a conflict: a line of equals signs is so only between the two others. */
export function isConflictLine(text: string): boolean {
  return /^(?:<{7}|>{7}|\|{7})(?: |$)/.test(text) || text === '=======';
}

/** The conflicts among these lines. The rulers of a Markdown heading (`=======`) are none by themselves. */
export function findConflicts(lines: readonly TextLine[]): Conflict[] {
  const conflicts: Conflict[] = [];
  let open: TextLine | undefined;
  for (const line of lines) {
    if (/^<{7}(?: |$)/.test(line.text)) {
      if (open) conflicts.push({ from: open, to: open });
      open = line;
    } else if (/^>{7}(?: |$)/.test(line.text)) {
      conflicts.push({ from: open ?? line, to: line });
      open = undefined;
    }
  }
  if (open) conflicts.push({ from: open, to: open });
  return conflicts;
}
