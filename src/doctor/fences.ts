import type { TextLine } from '../format/text-lines.ts';

export interface Fences {
  /** Per line: whether it is in a fenced code block, or one of its fences. */
  fenced: boolean[];
  /** The indices of fences that no later line closes. What follows them counts as text. */
  unclosed: number[];
}

/** The fenced code blocks of a stretch of Markdown, in one pass each way. */
export function findFences(lines: readonly TextLine[]): Fences {
  const fences = lines.map(({ text }) => readFence(text));
  const fenced = new Array<boolean>(lines.length).fill(false);
  const unclosed: number[] = [];
  if (fences.every((fence) => fence === null)) return { fenced, unclosed };
  // Per character, the longest run after each line that could close a fence.
  const ahead = fences.map(() => ({ '`': 0, '~': 0 }));
  const longest = { '`': 0, '~': 0 };
  for (let index = fences.length - 1; index >= 0; index -= 1) {
    ahead[index] = { ...longest };
    const fence = fences[index];
    if (fence && !fence.info) longest[fence.char] = Math.max(longest[fence.char], fence.length);
  }
  for (let index = 0; index < fences.length; index += 1) {
    const fence = fences[index];
    if (!fence) continue;
    if ((ahead[index]?.[fence.char] ?? 0) < fence.length) {
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

interface Fence {
  char: '`' | '~';
  length: number;
  info: boolean;
}

function readFence(line: string): Fence | null {
  const match = /^ {0,3}(`{3,}|~{3,})(.*)$/s.exec(line);
  if (match?.[1] === undefined) return null;
  const char = match[1].startsWith('`') ? '`' : '~';
  const info = (match[2] ?? '').trim();
  // Backticks in the info string make it inline code (CommonMark 0.31, section 4.5).
  if (char === '`' && info.includes('`')) return null;
  return { char, length: match[1].length, info: info !== '' };
}
