import { slugOfItemId } from '../format/item-id.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { ItemFacts } from '../tickets/tree.ts';
import type { ShareChecked } from './check-share.ts';
import type { Report, Rule } from './rule.ts';

/** A share on its way from thread to thread: as JSON it takes half the time of a copy of the objects. */
interface Packed {
  /** Per place: 0 without an item, the place in `spans` for an item that says of itself what its directory does, or all. */
  facts: (number | Pick<ItemFacts, 'fieldId' | 'slug' | 'legacyTicket' | 'places'>)[];
  /** Where the fields stand: each sort once, from index 1 on. */
  spans: (ItemFacts['places'] | null)[];
  found: [rule: string, report: Report, lineText: string][];
  items: number;
  left: number[];
}

export function packShare({ facts, found, items, left }: ShareChecked): string {
  const spans: Packed['spans'] = [null];
  const known = new Map<string, number>();
  const packed: Packed = {
    facts: facts.map((each) => (each === null ? 0 : packFacts(each, spans, known))),
    spans,
    found: found.map(({ rule, report, lineText }) => [rule.id, report, lineText]),
    items,
    left,
  };
  return JSON.stringify(packed);
}

/** Unpacks shares, with the places that each is of. What is the same in many items is kept once. */
export function shareUnpacker(rules: readonly Rule[]): (text: string, places: readonly ItemPlace[]) => ShareChecked {
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const known = new Map<string, ItemFacts['places']>();
  const once = (places: ItemFacts['places']): ItemFacts['places'] => {
    const key = JSON.stringify(places);
    const before = known.get(key);
    if (!before) known.set(key, places);
    return before ?? places;
  };
  return (text, places) => {
    const { facts, spans, found, items, left }: Packed = JSON.parse(text);
    const own = spans.map((each) => each && once(each));
    return {
      facts: places.map((place, index) => unpackFacts(facts[index] ?? 0, place, own)),
      found: found.map(([id, report, lineText]) => {
        const rule = ruleOf.get(id);
        if (!rule) throw new Error(`no rule is called ${id}`);
        return { rule, report, lineText };
      }),
      items,
      left,
    };
  };
}

function packFacts(facts: ItemFacts, spans: Packed['spans'], known: Map<string, number>): Packed['facts'][number] {
  const { id, fieldId, slug, legacyTicket, places } = facts;
  if (fieldId !== id || slug !== slugOfItemId(id) || legacyTicket !== null) {
    return { fieldId, slug, legacyTicket, places };
  }
  const key = JSON.stringify(places);
  const before = known.get(key);
  if (before !== undefined) return before;
  known.set(key, spans.length);
  return spans.push(places) - 1;
}

function unpackFacts(
  told: Packed['facts'][number],
  { status, id }: ItemPlace,
  spans: readonly (ItemFacts['places'] | null)[],
): ItemFacts | null {
  if (told === 0) return null;
  const path = `${status}/${id}`;
  if (typeof told === 'object') return { status, id, path, ...told };
  return { status, id, path, fieldId: id, slug: slugOfItemId(id) ?? '', legacyTicket: null, places: spans[told] ?? {} };
}
