import type { CheckedItem, ItemFacts } from '../tickets/tree.ts';
import { type ItemChecker, type ItemsInput, itemChecker } from './check-items.ts';
import type { Found } from './make-findings.ts';
import type { CheckContext } from './rule.ts';

/** What came of the items of a share, place by place. */
export interface ShareChecked {
  /** Null where there is no item. */
  facts: (ItemFacts | null)[];
  found: Found[];
  /** How many were looked at. */
  items: number;
  /** The places of those that are still to be checked, where there is more to ask. */
  left: number[];
}

/** The items that a share is made of. */
export interface ShareItems {
  length: number;
  /** Reads an item; null for a place without one. */
  itemAt: (index: number) => CheckedItem | null;
  isWanted: (index: number) => boolean;
}

/** Runs the rules for items over shares. */
export function shareChecker(input: ItemsInput): (items: ShareItems) => ShareChecked {
  const checker = itemChecker(input);
  return ({ length, itemAt, isWanted }) => {
    const checked: ShareChecked = { facts: [], found: [], items: 0, left: [] };
    for (let index = 0; index < length; index += 1) addItem(checked, checker, itemAt(index), isWanted(index));
    return checked;
  };
}

function addItem(checked: ShareChecked, checker: ItemChecker, item: CheckedItem | null, isWanted: boolean): void {
  if (item === null) {
    checked.facts.push(null);
    return;
  }
  const glance = checker.glanceAt(item);
  const index = checked.facts.push(checker.factsOf(item, glance)) - 1;
  if (isWanted) checked.items += 1;
  try {
    for (const found of checker.check(item, glance, isWanted)) checked.found.push(found);
  } catch (error) {
    if (!(error instanceof AskElsewhere)) throw error;
    checked.left.push(index);
  }
}

/** Thrown where a rule asks for what a worker does not know. */
class AskElsewhere extends Error {}

/**
 * The context of a check in a worker, which knows the items of its shares and no more. The few items for which a rule asks
 * for the tree around them, or for history, are left to the thread that has these.
 */
export function workerContext(now: Date): CheckContext {
  const elsewhere = (): never => {
    throw new AskElsewhere();
  };
  return {
    now,
    get layout() {
      return elsewhere();
    },
    history: { commits: elsewhere, namesIn: elsewhere, reviewOf: elsewhere, resolutions: elsewhere },
    isInProgress: elsewhere,
  };
}
