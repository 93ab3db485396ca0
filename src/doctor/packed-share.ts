import { slugOfItemId } from '../format/item-id.ts';
import type { ItemFacts, ListedPlace } from '../tickets/tree.ts';
import type { ShareChecked } from './check-share.ts';
import type { Fix } from './fix.ts';
import type { Found } from './make-findings.ts';
import type { Report, Rule } from './rule.ts';
import { keptReport, reportSharer } from './shared-reports.ts';

/** A share on its way from thread to thread: as JSON it takes half the time of a copy of the objects. */
interface Packed {
  /** Per place: 0 without an item, the place in `spans` for an item that says of itself what its directory does, or all. */
  facts: (number | Pick<ItemFacts, 'fieldId' | 'slug' | 'legacyTicket' | 'places'>)[];
  /** Where the fields stand: each sort once, from index 1 on. */
  spans: (ItemFacts['places'] | null)[];
  /** What is said of more than one item: each once. */
  said: string[];
  fixes: Fix[];
  found: PackedReport[];
  items: number;
  left: number[];
}

/**
 * A report: the places of its rule and its message in `said`, that of its item in the share, its path from there on, the place
 * of its fix in `fixes` or -1, and the rest.
 */
type PackedReport = [
  rule: number,
  message: number,
  item: number,
  path: string,
  fix: number,
  lineText: string,
  rest: Omit<Report, 'item' | 'path' | 'message' | 'fix'>,
];

export function packShare({ facts, found, items, left }: ShareChecked): string {
  const spans: Packed['spans'] = [null];
  const known = new Map<string, number>();
  const packed: Packed = {
    facts: facts.map((each) => (each === null ? 0 : packFacts(each, spans, known))),
    spans,
    ...packReports(found, facts),
    items,
    left,
  };
  return JSON.stringify(packed);
}

/** Unpacks shares, with the places that each is of. What is the same in many items is kept once. */
export function shareUnpacker(rules: readonly Rule[]): (text: string, places: readonly ListedPlace[]) => ShareChecked {
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const shared = reportSharer();
  const known = new Map<string, ItemFacts['places']>();
  const once = (places: ItemFacts['places']): ItemFacts['places'] => {
    const key = JSON.stringify(places);
    const before = known.get(key);
    if (!before) known.set(key, places);
    return before ?? places;
  };
  return (text, places) => {
    const { facts, spans, found, said, fixes, items, left }: Packed = JSON.parse(text);
    const own = spans.map((each) => each && once(each));
    return {
      facts: places.map((place, index) => unpackFacts(facts[index] ?? 0, place, own)),
      found: found.map(([ruleAt, messageAt, itemAt, below, fixAt, lineText, rest]): Found => {
        const rule = ruleOf.get(said[ruleAt] ?? '');
        const place = places[itemAt];
        if (!rule || !place) throw new Error(`a report of no rule or no item: ${said[ruleAt]}, ${itemAt}`);
        const message = shared.message(rule, said[messageAt] ?? '');
        const fix = fixes[fixAt];
        const report = keptReport(place.id, `${place.path}${below}`, message, fix && shared.fix(rule, fix), rest);
        return { rule, report, lineText };
      }),
      items,
      left,
    };
  };
}

function packReports(found: readonly Found[], facts: ShareChecked['facts']): Pick<Packed, 'said' | 'fixes' | 'found'> {
  const said = new Map<string, number>();
  const fixes: Fix[] = [];
  const placeOf = (text: string): number => {
    const place = said.get(text) ?? said.size;
    said.set(text, place);
    return place;
  };
  let at = 0;
  const packed = found.map(({ rule, report, lineText }): PackedReport => {
    const { item, path, message, fix, ...rest } = report;
    // They are in the order of the items.
    while (at < facts.length && !isBelow(path, facts[at]?.path)) at += 1;
    const place = facts[at]?.path;
    if (item !== facts[at]?.id || place === undefined) throw new Error(`a report of ${item} about ${path}`);
    if (fix && fixes.at(-1) !== fix) fixes.push(fix);
    const fixAt = fix ? fixes.length - 1 : -1;
    return [placeOf(rule.id), placeOf(message), at, path.slice(place.length), fixAt, lineText, rest];
  });
  return { said: [...said.keys()], fixes, found: packed };
}

function isBelow(path: string, item: string | undefined): boolean {
  return item !== undefined && path.startsWith(item) && (path.length === item.length || path[item.length] === '/');
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
  { status, id, path }: ListedPlace,
  spans: readonly (ItemFacts['places'] | null)[],
): ItemFacts | null {
  if (told === 0) return null;
  if (typeof told === 'object') return { status, id, path, ...told };
  return { status, id, path, fieldId: id, slug: slugOfItemId(id) ?? '', legacyTicket: null, places: spans[told] ?? {} };
}
