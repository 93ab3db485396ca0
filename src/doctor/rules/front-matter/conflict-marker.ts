import { findFences } from '../../../format/fences.ts';
import { type TextLine, textLines } from '../../../format/text-lines.ts';
import type { CheckedFile, CheckedItem } from '../../../tickets/tree.ts';
import { findConflicts, mayHoldConflict } from '../../conflict-markers.ts';
import { threadIntegrity } from '../../event-integrity.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { linePlace } from '../../line-place.ts';
import type { Report, Rule } from '../../rule.ts';

export const conflictMarker: Rule = {
  id: 'front-matter/conflict-marker',
  severity: 'error',
  summary: 'a merge conflict was committed unsolved',
  why: `git writes both sides of a conflict into the file, between lines of seven \`<\` and seven \`>\`. In a front matter only
one of the two sides counts, and no other program can read it; in a log or a text, both sides stand as if both were
said. A sample inside of a code fence is no conflict.`,
  help: 'keep what is right of both sides, and remove the lines of the conflict',
  bad: exampleItem((text) =>
    text.replace('priority: P2\n', '<<<<<<< HEAD\npriority: P1\n=======\npriority: P3\n>>>>>>> fix-search\n'),
  ),
  good: exampleItem((text) => `${text}\n\`\`\`\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> fix-search\n\`\`\`\n`),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 7, column: 1 },
  checkItem: (item) =>
    [item.item, item.thread, item.resolution].flatMap((file) => {
      if (!file || !mayHoldConflict(file.text)) return [];
      return findConflicts(linesOutsideFences(item, file)).map(({ from, to }): Report => {
        const { endLine, endColumn, ...start } = { ...linePlace(file.path, from), ...endOf(file, to) };
        const message =
          from === to ? `a line of a merge conflict: ${from.text}` : 'a merge conflict stands here unsolved';
        return { ...start, endLine, endColumn, message };
      });
    }),
};

function endOf(file: CheckedFile, line: TextLine): { endLine: number; endColumn: number } {
  const { endLine = line.number, endColumn = 1 } = linePlace(file.path, line);
  return { endLine, endColumn };
}

/** Fences of a body hide what is in them, up to the end of that body: of the text below a front matter, or of one event. */
function linesOutsideFences(item: CheckedItem, file: CheckedFile): TextLine[] {
  const lines = textLines(file.text);
  const starts = bodyStarts(item, file, lines);
  const whole = file.name === 'thread.md' ? wholeEvents(item) : new Set<number>();
  return starts.flatMap((start, index) => {
    const part = lines.slice(start, starts[index + 1]);
    if (whole.has(start)) return [];
    // Nothing is fenced in a front matter.
    if (file.name === 'item.md' && index === 0 && starts.length > 1) return part;
    const { fenced } = findFences(part);
    return part.filter((_, at) => !fenced[at]);
  });
}

/** The indices of the header lines of events whose id proves that they are what was written: a sample, if anything. */
function wholeEvents(item: CheckedItem): Set<number> {
  const { events } = threadIntegrity(item);
  const found = (item.parsedThread()?.events ?? []).filter((_, index) => events[index] === 'fits');
  return new Set(found.map(({ line }) => line - 1));
}

/** The indices of the lines where a body begins, 0 the first. */
function bodyStarts(item: CheckedItem, file: CheckedFile, lines: readonly TextLine[]): number[] {
  if (file.name === 'thread.md') {
    const events = item.parsedThread()?.events.map((event) => event.line - 1) ?? [];
    return events[0] === 0 ? events : [0, ...events];
  }
  const bodyStart = file.name === 'item.md' ? (item.parsedItem()?.frontMatter.bodyStart ?? 0) : 0;
  const index = lines.findIndex((line) => line.start >= bodyStart);
  return index > 0 ? [0, index] : [0];
}
