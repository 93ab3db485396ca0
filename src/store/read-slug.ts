import { slugOfItemId } from '../format/item-id.ts';
import { readScalar } from '../format/scalar.ts';
import type { ItemPlace } from '../tickets/change.ts';
import { itemPath } from './item-path.ts';
import { readFile } from './read-file.ts';
import { readSummary } from './read-summary.ts';

/** Where a plain front matter has its slug, far within its first lines. */
const HEAD = 1024;

/**
 * The slug of an item, as its summary has it, for less: a look-up by slug asks every item of a tree. Whatever is not plain
 * is read in full. Undefined for a directory that is no item.
 */
export function readSlug(root: string, place: ItemPlace): string | undefined {
  const read = readFile(itemPath(root, place, 'item.md'));
  if (read.kind === 'read') {
    const head = read.bytes.toString('latin1', 0, HEAD);
    const plain = /^---\nid: [^\n]*\nslug: ([^\n]*)\n/.exec(head)?.[1];
    // Latin-1 shows other characters as what they are not; a slug has none.
    if (plain !== undefined && /^["']?[\x20-\x7e]+$/.test(plain) && !/^[ \t]/.test(lineAfter(head, plain))) {
      return readScalar(plain).value || (slugOfItemId(place.id) ?? place.id);
    }
  }
  return readSummary(root, place)?.summary.slug;
}

/** The start of the line below the slug: an indented one would belong to it. */
function lineAfter(head: string, plain: string): string {
  return head.slice(head.indexOf('\nslug: ') + 7 + plain.length + 1, HEAD);
}
