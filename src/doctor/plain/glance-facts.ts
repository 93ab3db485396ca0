import type { ItemPlace } from '../../tickets/change.ts';
import type { ItemFacts } from '../../tickets/tree.ts';
import { ownSlug } from '../own-slug.ts';
import type { Glance } from './glance.ts';

/** The same as `factsReader`, of what a glance told. */
export function glanceFactsReader(): (place: ItemPlace, glance: Glance) => ItemFacts {
  const placesOf = plainPlaces();
  return ({ status, id }, { slug }) => {
    const path = `${status}/${id}`;
    return { status, id, path, fieldId: id, slug: ownSlug(id, slug), legacyTicket: null, places: placesOf(id, slug) };
  };
}

/** Where the fields of a plain front matter stand: on lines 2, 3 and 12, as long as id and slug are. */
function plainPlaces(): (id: string, slug: string) => ItemFacts['places'] {
  const known = new Map<number, ItemFacts['places']>();
  return (id, slug) => {
    const key = id.length * 1024 + slug.length;
    let places = known.get(key);
    if (!places) {
      places = {
        id: { line: 2, column: 5, endLine: 2, endColumn: 5 + id.length },
        slug: { line: 3, column: 7, endLine: 3, endColumn: 7 + slug.length },
        legacy_ticket: { line: 12, column: 16, endLine: 12, endColumn: 20 },
      };
      known.set(key, places);
    }
    return places;
  };
}
