import { findField } from '../format/front-matter.ts';
import type { CheckedItem, FieldSpan, ItemFacts } from '../tickets/tree.ts';
import { fieldPlace } from './field-place.ts';
import { ownText } from './own-text.ts';
import { ownSlug } from './own-slug.ts';

/** Takes from items, one after the other, what rules over the whole tree know of them. What is the same is kept once. */
export function factsReader(): (item: CheckedItem) => ItemFacts {
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
  return (item) => {
    const { status, id, path } = item;
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

const PLACED = ['id', 'slug', 'legacy_ticket'] as const;
