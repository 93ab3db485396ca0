import { slugOfItemId } from '../format/item-id.ts';
import { mustReadSlugs } from './edited-slugs.ts';
import { listPlaces } from './list-places.ts';
import { readListedSummary } from './read-listed-summary.ts';

/**
 * Every slug that an item answers to, by its id or by its field, with the item's id; those of `exceptId` left out. An edited
 * slug stands in item.md alone: where there may be one, every item is asked.
 */
export function takenSlugs(root: string, exceptId?: string): Map<string, string> {
  const taken = new Map<string, string>();
  const { places } = listPlaces(root);
  const isAsked = mustReadSlugs(root, places.length);
  for (const place of places) {
    if (place.id === exceptId) continue;
    // Free no longer, even if it is the name of a directory that is no item.
    taken.set(slugOfItemId(place.id) ?? place.id, place.id);
    const slug = isAsked ? readListedSummary(root, place)?.slug : undefined;
    if (slug !== undefined) taken.set(slug, place.id);
  }
  return taken;
}
