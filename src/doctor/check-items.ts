import type { CheckedItem, ItemFacts } from '../tickets/tree.ts';
import { factsReader } from './facts-reader.ts';
import type { Found } from './make-findings.ts';
import { ownText } from './own-text.ts';
import { type Glance, glancer } from './plain/glance.ts';
import { rulesAfterGlance } from './plain/glance-rules.ts';
import { busyRules } from './plain/idle-rules.ts';
import type { CheckContext, Report, Rule } from './rule.ts';

export interface ItemsInput {
  rules: readonly Rule[];
  context: CheckContext;
  /** Whether the fixes of findings are to come with their repairs, which take as much memory as all the rest of them. */
  keepRepairs: boolean;
}

/** What came of the items, in their order. */
export interface ItemsChecked {
  /** What rules over the whole tree need to know of them. */
  facts: ItemFacts[];
  found: Found[];
  /** How many were looked at. */
  items: number;
}

/** Tells what could not be read: of it nobody knows whether it is what was asked for. */
export const UNREADABLE = 'layout/unreadable';

/** What checks items, one after the other. */
export interface ItemChecker {
  /** Takes a look at an item; the other two begin with what it told. */
  glanceAt: (item: CheckedItem) => Glance | null;
  factsOf: (item: CheckedItem, glance: Glance | null) => ItemFacts;
  /** What the rules for items have to say of it. `isWanted`: whether its findings are asked for. */
  check: (item: CheckedItem, glance: Glance | null, isWanted: boolean) => readonly Found[];
}

export function itemChecker({ rules, context, keepRepairs }: ItemsInput): ItemChecker {
  const itemRules = rules.filter((rule) => rule.checkItem);
  const rulesFor = busyRules(itemRules);
  const rulesAfter = rulesAfterGlance(itemRules);
  const unreadable = rules.filter(({ id }) => id === UNREADABLE);
  const check: ItemChecker['check'] = (item, glance, isWanted) => {
    // Rules over the whole tree need the fields of every item.
    if (!isWanted && (item.item !== null || item.unreadable.length === 0)) return NONE;
    const busy = !isWanted ? unreadable : glance ? rulesAfter(glance) : rulesFor(item, context);
    if (busy.length === 0) return NONE;
    const lineOf = lineReader(item);
    const found: Found[] = [];
    for (const rule of busy) {
      for (const report of rule.checkItem?.(item, context) ?? NONE) {
        const kept: Report = { item: item.id, ...report, message: ownText(report.message) };
        if (report.fix && !keepRepairs) kept.fix = { ...report.fix, repairs: [] };
        found.push({ rule, report: kept, lineText: lineOf(report) });
      }
    }
    return found;
  };
  return { glanceAt: glancer(context.now), factsOf: factsReader(), check };
}

const NONE: never[] = [];

/** Runs the rules for items over all of them: read one after the other, and let go. */
export function checkItems(
  items: Iterable<CheckedItem>,
  isWanted: (item: CheckedItem) => boolean,
  input: ItemsInput,
): ItemsChecked {
  const { glanceAt, factsOf, check } = itemChecker(input);
  const checked: ItemsChecked = { facts: [], found: [], items: 0 };
  for (const item of items) {
    const wanted = isWanted(item);
    const glance = glanceAt(item);
    checked.facts.push(factsOf(item, glance));
    if (wanted) checked.items += 1;
    for (const found of check(item, glance, wanted)) checked.found.push(found);
  }
  return checked;
}

/** Gives the line that a report points at, with a carriage return that it may end in. */
function lineReader(item: CheckedItem): (report: Report) => string {
  // A rule reports from the top to the bottom: each line is looked for from the last one on.
  let last = { text: '', line: 1, start: 0 };
  return ({ path, line }) => {
    const text = [item.item, item.thread, item.resolution].find((file) => file?.path === path)?.text;
    if (line === undefined || text === undefined) return '';
    if (text !== last.text || line < last.line) last = { text, line: 1, start: 0 };
    while (last.line < line) {
      const newline = text.indexOf('\n', last.start);
      if (newline < 0) return '';
      last = { text, line: last.line + 1, start: newline + 1 };
    }
    const end = text.indexOf('\n', last.start);
    return ownText(text.slice(last.start, end < 0 ? undefined : end));
  };
}
