import type { CheckedItem, ItemFacts } from '../tickets/tree.ts';
import { type ItemsInput, itemChecker } from './check-items.ts';
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

/** An item of a share; null for a place without one. */
export interface ShareItem {
  item: CheckedItem | null;
  isWanted: boolean;
}

/** Runs the rules for items over shares. */
export function shareChecker(input: ItemsInput): (items: Iterable<ShareItem>) => ShareChecked {
  const { factsOf, checkItem } = itemChecker(input);
  return (items) => {
    const checked: ShareChecked = { facts: [], found: [], items: 0, left: [] };
    for (const { item, isWanted } of items) {
      checked.facts.push(item && factsOf(item));
      if (!item) continue;
      if (isWanted) checked.items += 1;
      try {
        for (const found of checkItem(item, isWanted)) checked.found.push(found);
      } catch (error) {
        if (!(error instanceof AskElsewhere)) throw error;
        checked.left.push(checked.facts.length - 1);
      }
    }
    return checked;
  };
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
