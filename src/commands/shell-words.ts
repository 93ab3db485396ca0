/**
 * The words of a line as a shell reads them, less quotes and backslashes, up to its end; the last one is empty behind a space. A
 * quote may be open still. Nothing is expanded.
 */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (const [piece, space, escaped, single, double] of line.matchAll(
    /(\s+)|\\([\s\S]?)|'([^']*)'?|"((?:[^"\\]|\\[\s\S]?)*)"?|[^\s\\'"]+/g,
  )) {
    if (space !== undefined) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + (escaped ?? single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? piece);
  }
  return [...words, word ?? ''];
}
