import { slugOfItemId } from '../format/item-id.ts';
import { listPlaces } from './list-places.ts';
import { readSlug } from './read-slug.ts';

/**
 * Every slug that an item answers to, by its id or by its field, with the item's id; those of `exceptId` left out. Asks
 * every item, since an edited slug stands in item.md alone.
 */
export function takenSlugs(root: string, exceptId?: string): Map<string, string> {
  const taken = new Map<string, string>();
  for (const place of listPlaces(root).places) {
    if (place.id === exceptId) continue;
    // Free no longer, even if it is the name of a directory that is no item.
    taken.set(slugOfItemId(place.id) ?? place.id, place.id);
    const slug = readSlug(root, place);
    if (slug !== undefined) taken.set(slug, place.id);
  }
  return taken;
}
