import { type CodeFence, readCodeFence } from './code-fence.ts';
import type { TextLine } from './text-lines.ts';

export interface Fences {
  /** Per line: whether it is in a fenced code block, or one of its fences. */
  fenced: boolean[];
  /** The indices of fences that no later line closes. What follows them counts as text. */
  unclosed: number[];
}

/** The fenced code blocks of a stretch of Markdown, in one pass each way. */
export function findFences(lines: readonly TextLine[]): Fences {
  const fences = lines.map(({ text }) => readCodeFence(text));
  const fenced = new Array<boolean>(lines.length).fill(false);
  const unclosed: number[] = [];
  if (fences.every((fence) => fence === null)) return { fenced, unclosed };
  // Per character, the longest run after each line that could close a fence.
  const ahead: Record<CodeFence['char'], number>[] = [];
  const longest = { '`': 0, '~': 0 };
  for (let index = fences.length - 1; index >= 0; index -= 1) {
    ahead[index] = { ...longest };
    const fence = fences[index];
    if (fence && !fence.info) longest[fence.char] = Math.max(longest[fence.char], fence.length);
  }
  for (let index = 0; index < fences.length; index += 1) {
    const fence = fences[index];
    if (!fence) continue;
    if ((ahead[index] as Record<CodeFence['char'], number>)[fence.char] < fence.length) {
      unclosed.push(index);
      continue;
    }
    fenced[index] = true;
    for (;;) {
      index += 1;
      fenced[index] = true;
      const closer = fences[index];
      if (closer && !closer.info && closer.char === fence.char && closer.length >= fence.length) break;
    }
  }
  return { fenced, unclosed };
}
