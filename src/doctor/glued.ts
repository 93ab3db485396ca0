import type { HiddenHeader } from './event-integrity.ts';

/**
 * Whether a header behind other text in a line was surely a line of its own: the text is the end of an event, or the
 * header's id fits what follows it. Anything else may be somebody's example.
 */
export function isGlued({ text, start, isWhole }: HiddenHeader): boolean {
  const before = text.slice(0, start).trimEnd();
  return before !== '' && (before.endsWith('---') || isWhole);
}
