import { readText } from '../../format/field-value.ts';
import { findField, parseFrontMatter } from '../../format/front-matter.ts';
import { readLog } from './log-entries.ts';

/**
 * Whether the versions of a thread.md that git brought together are of one log: both sides still have what the base begins
 * with. git takes a new item for an old one that was renamed where the two are alike.
 */
export function isSameLog(itemId: string, base: string, ours: string, theirs: string): boolean {
  const [first] = readLog(base, itemId).entries;
  if (!first) return true;
  return [ours, theirs].every((side) => readLog(side, itemId).entries.some(({ name }) => name === first.name));
}

/** The same of versions of an item.md: none names another item than the others. */
export function isSameItemFile(base: string, ours: string, theirs: string): boolean {
  const ids = [base, ours, theirs].flatMap((text) => {
    const frontMatter = parseFrontMatter(text);
    const field = findField(frontMatter, 'id');
    return field ? [readText(frontMatter, field)] : [];
  });
  return new Set(ids).size <= 1;
}
