/** The header lines of a thread, their ids left out: an id is a hash, and tests of its own prove it. */
export function headerLines(threadText: string): string[] {
  const lines = threadText.split('\n').filter((line) => line.startsWith('<!-- event: '));
  return lines.map((line) => line.replace(/ id: [0-9a-f]{16} -->$/, ' -->'));
}
