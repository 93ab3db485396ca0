import { findField } from '../format/front-matter.ts';
import type { CheckedItem, FieldSpan, ItemFacts } from '../tickets/tree.ts';
import { fieldPlace } from './field-place.ts';
import { ownText } from './own-text.ts';
import type { Glance } from './plain/glance.ts';

/**
 * Takes from items, one after the other, what rules over the whole tree know of them: with what a glance told, where it did.
 * What is the same is kept once.
 */
export function factsReader(): (item: CheckedItem, glance?: Glance | null) => ItemFacts {
  const plain = plainPlaces();
  const spans = new Map<number, FieldSpan>();
  const spanOf = (item: CheckedItem, key: string): FieldSpan => {
    const { line = 1, column = 1, endLine = line, endColumn = column } = fieldPlace(item, key);
    const span = { line, column, endLine, endColumn };
    if (line !== endLine || line >= 1024 || endColumn >= 1024) return span;
    // Most items have these fields on the same lines, at the same places.
    const position = (line * 1024 + column) * 1024 + endColumn;
    const known = spans.get(position);
    if (!known) spans.set(position, span);
    return known ?? span;
  };
  return (item, glance = null) => {
    const { status, id, path } = item;
    if (glance) {
      const { slug } = glance;
      return { status, id, path, fieldId: id, slug: ownSlug(id, slug), legacyTicket: null, places: plain(id, slug) };
    }
    const file = item.parsedItem();
    const { id: fieldId = '', slug = '', legacyTicket = null } = file?.fields ?? {};
    const places: ItemFacts['places'] = {};
    for (const key of file ? PLACED : []) {
      if (file && findField(file.frontMatter, key)) places[key] = spanOf(item, key);
    }
    return {
      status,
      id,
      path,
      fieldId: fieldId === id ? id : ownText(fieldId),
      slug: ownSlug(id, slug),
      legacyTicket: legacyTicket === null ? null : ownText(legacyTicket),
      places,
    };
  };
}

/** A slug that keeps no more than the id alive. */
function ownSlug(id: string, slug: string): string {
  return id.endsWith(slug) ? id.slice(id.length - slug.length) : ownText(slug);
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

const PLACED = ['id', 'slug', 'legacy_ticket'] as const;
