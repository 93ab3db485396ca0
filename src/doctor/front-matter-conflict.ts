import type { FrontMatter } from '../format/front-matter.ts';
import { textLines } from '../format/text-lines.ts';
import { type Conflict, findConflicts, mayHoldConflict } from './conflict-markers.ts';

/** The merge conflicts in a front matter. */
export function frontMatterConflicts({ text, bodyStart }: FrontMatter): Conflict[] {
  const head = text.slice(0, bodyStart);
  return mayHoldConflict(head) ? findConflicts(textLines(head)) : [];
}

export function hasConflict(frontMatter: FrontMatter): boolean {
  return frontMatterConflicts(frontMatter).length > 0;
}
