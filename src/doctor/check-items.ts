import { plainFilesOf } from '../tickets/plain-files.ts';
import type { CheckedItem, ItemFacts } from '../tickets/tree.ts';
import { factsReader } from './facts-reader.ts';
import type { Found } from './make-findings.ts';
import { ownText } from './own-text.ts';
import { type Glance, glancer } from './plain/glance.ts';
import { glanceFactsReader } from './plain/glance-facts.ts';
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
  /** What the rules for items have to say of one. `isWanted`: whether its findings are asked for. */
  check: (item: CheckedItem, isWanted: boolean) => readonly Found[];
  /** What is to be asked of an item that a glance tells of: nothing, of most. */
  rulesAfter: (glance: Glance) => readonly Rule[];
  /** What these rules have to say of an item. */
  ask: (item: CheckedItem, rules: readonly Rule[]) => readonly Found[];
}

export function itemChecker({ rules, context, keepRepairs }: ItemsInput): ItemChecker {
  const itemRules = rules.filter((rule) => rule.checkItem);
  const rulesFor = busyRules(itemRules);
  const unreadable = rules.filter(({ id }) => id === UNREADABLE);
  const ask: ItemChecker['ask'] = (item, busy) => {
    if (busy.length === 0) return NONE;
    const lineOf = lineReader(item);
    const found: Found[] = [];
    for (const rule of busy) {
      for (const report of rule.checkItem?.(item, context) ?? NONE) {
        const kept: Report = { item: item.id, ...report, message: ownText(report.message) };
        if (report.fix) {
          const { safety, description } = report.fix;
          kept.fix = { safety, description, repairs: keepRepairs ? report.fix.repairs : NONE };
        }
        found.push({ rule, report: kept, lineText: lineOf(report) });
      }
    }
    return found;
  };
  const check: ItemChecker['check'] = (item, isWanted) => {
    // Rules over the whole tree need the fields of every item.
    if (!isWanted && (item.item !== null || item.unreadable.length === 0)) return NONE;
    return ask(item, isWanted ? rulesFor(item, context) : unreadable);
  };
  return { check, rulesAfter: rulesAfterGlance(itemRules), ask };
}

const NONE: never[] = [];

/** Runs the rules for items over all of them: read one after the other, and let go. */
export function checkItems(
  items: Iterable<CheckedItem>,
  isWanted: (item: CheckedItem) => boolean,
  input: ItemsInput,
): ItemsChecked {
  const { check, rulesAfter, ask } = itemChecker(input);
  const glanceAt = glancer(input.context.now);
  const factsOf = factsReader();
  const factsAfter = glanceFactsReader();
  const checked: ItemsChecked = { facts: [], found: [], items: 0 };
  for (const item of items) {
    const wanted = isWanted(item);
    const plain = plainFilesOf(item);
    const glance = plain && glanceAt(plain);
    checked.facts.push(glance ? factsAfter(item, glance) : factsOf(item));
    if (wanted) checked.items += 1;
    const found = glance && wanted ? ask(item, rulesAfter(glance)) : check(item, wanted);
    for (const each of found) checked.found.push(each);
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
