import { type CodeFence, readCodeFence } from './code-fence.ts';
import { isEventHeader } from './event-header.ts';

/**
 * Which lines of a thread start an event: header lines outside fenced code blocks. Returns their indices.
 *
 * A fence counts only if it closes. One that was left open would otherwise be closed by the next fence of a
 * later event and swallow the headers in between, so a fence around header lines is weighed: it is a fence
 * if reading it so leaves fewer fences open in the rest of the file than reading it as text. On a tie, headers in the
 * writer's own shape (after a `---` line, before a `## ` line) win over the fence, because a swallowed event is
 * hidden and a sample shown as an event is not.
 *
 * `isSure` names headers that are known to be real (their id fits their content): no fence hides them.
 */
export function eventLines(lines: readonly string[], isSure: (index: number) => boolean = () => false): number[] {
  const headers = lines.map(isEventHeader);
  const fences = lines.map(readCodeFence);
  if (!fences.some((fence) => fence !== null)) return indicesOf(headers);
  const closers = findClosers(fences);
  // How many there are in a stretch of lines is asked for every fence: counted once, looked up in one step.
  const headerCount = counter(lines, (index) => headers[index] === true);
  const openerCount = counter(lines, (index) => fences[index]?.info === true);
  const sureCount = counter(lines, (index) => headers[index] === true && isSure(index));
  const shapedCount = counter(lines, (index) => headers[index] === true && isInWriterShape(lines, index));

  // From the end backwards: how many fences stay open when reading starts at a line outside of any fence.
  const open = new Array<number>(lines.length + 1).fill(0);
  const skipTo = new Array<number>(lines.length).fill(0);
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const asText = open[index + 1] as number;
    open[index] = asText;
    const closer = closers[index];
    if (fences[index] === null || closer === undefined) continue;
    if (closer < 0) {
      open[index] = asText + 1;
      continue;
    }
    let asFence = open[closer + 1] as number;
    const hidden = headerCount(index + 1, closer);
    if (hidden > 0) {
      // A fence with info inside of one that hides headers tells of two fences taken for one.
      asFence += openerCount(index + 1, closer);
      if (sureCount(index + 1, closer) > 0) asFence = Number.POSITIVE_INFINITY;
      const shaped = shapedCount(index + 1, closer) === hidden;
      if (asText + 1 < asFence || (asText + 1 === asFence && shaped)) {
        open[index] = asText + 1;
        continue;
      }
    }
    open[index] = asFence;
    skipTo[index] = closer + 1;
  }

  const found: number[] = [];
  for (let index = 0; index < lines.length; ) {
    if (headers[index]) found.push(index);
    index = skipTo[index] || index + 1;
  }
  return found;
}

/** For each fence line, the index of the line that would close it; -1 where none does. */
function findClosers(fences: readonly (CodeFence | null)[]): number[] {
  const closers = new Array<number>(fences.length).fill(-1);
  // Per character, the closing lines ahead: nearest last, each longer than the one before it in reading order.
  const ahead: Record<CodeFence['char'], { index: number; length: number }[]> = { '`': [], '~': [] };
  for (let index = fences.length - 1; index >= 0; index -= 1) {
    const fence = fences[index];
    if (!fence) continue;
    const stack = ahead[fence.char];
    const closer = stack.findLast((candidate) => candidate.length >= fence.length);
    closers[index] = closer ? closer.index : -1;
    if (fence.info) continue;
    const isLonger = (candidate: { length: number }): boolean => candidate.length > fence.length;
    stack.splice(stack.findLastIndex(isLonger) + 1, stack.length, { index, length: fence.length });
  }
  return closers;
}

/** Whether a header stands as the writer puts it: behind a `---` line, in front of a heading. */
function isInWriterShape(lines: readonly string[], index: number): boolean {
  return (
    lines[index - 2] === '---' &&
    lines[index - 1] === '' &&
    lines[index + 1] === '' &&
    lines[index + 2]?.startsWith('## ') === true
  );
}

/** Counts the lines from `from` up to, not including, `to` that have a property; each is looked at once, at the first question. */
function counter(lines: readonly string[], has: (index: number) => boolean): (from: number, to: number) => number {
  let sums: number[] | undefined;
  return (from, to) => {
    if (sums === undefined) {
      sums = [0];
      let sum = 0;
      for (const index of lines.keys()) {
        if (has(index)) sum += 1;
        sums.push(sum);
      }
    }
    return (sums[to] as number) - (sums[from] as number);
  };
}

function indicesOf(flags: readonly boolean[]): number[] {
  return flags.flatMap((flag, index) => (flag ? [index] : []));
}
