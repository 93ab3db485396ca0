/** A line that opens or closes a fenced code block. */
export interface CodeFence {
  char: '`' | '~';
  length: number;
  /** Whether text stands behind it: an opening fence may have some, a closing one has none. */
  info: boolean;
}

/** Reads a fence line (CommonMark 0.31, section 4.5); null for any other line. */
export function readCodeFence(line: string): CodeFence | null {
  const first = line[0];
  // Asked of every line of a text that holds a fence: hardly any begins so.
  if (first !== '`' && first !== '~' && first !== ' ') return null;
  const run = /^ {0,3}(`{3,}|~{3,})/.exec(line);
  if (run?.[1] === undefined) return null;
  const char = run[1].startsWith('`') ? '`' : '~';
  const info = line.slice(run[0].length).trim();
  // Backticks in the info string make it inline code.
  if (char === '`' && info.includes('`')) return null;
  return { char, length: run[1].length, info: info !== '' };
}
