import { plainItem } from '../tickets/plain-files.ts';
import type { CheckedItem, ItemFacts } from '../tickets/tree.ts';
import { type ItemsInput, itemChecker } from './check-items.ts';
import { factsReader } from './facts-reader.ts';
import type { ShareGlance, UnsureItem } from './glance-share.ts';
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

/** What more there is to know of the items that a share is made of. */
export interface ShareItems {
  /** Reads an item; null for a place without one. */
  itemAt: (index: number) => CheckedItem | null;
  /** The text of a file of it; null where it cannot be read or is not valid UTF-8. */
  textAt: (index: number, path: string) => string | null;
  isWanted: (index: number) => boolean;
}

/** Asks the rules for items of those that a glance left. */
export function shareChecker(input: ItemsInput): (seen: ShareGlance, items: ShareItems) => ShareChecked {
  const { check, rulesAfter, ask } = itemChecker(input);
  const factsOf = factsReader();
  const readAgain = ({ index, files }: UnsureItem, { itemAt, textAt }: ShareItems): CheckedItem | null =>
    files ? plainItem(files, (path) => textAt(index, path)) : itemAt(index);
  return ({ facts, items, unsure }, share) => {
    const checked: ShareChecked = { facts, found: [], items, left: [] };
    for (const each of unsure) {
      const { index, glance } = each;
      const item = readAgain(each, share);
      if (item === null) continue;
      const isWanted = share.isWanted(index);
      facts[index] ??= factsOf(item);
      if (isWanted) checked.items += 1;
      try {
        const found = glance && isWanted ? ask(item, rulesAfter(glance)) : check(item, isWanted);
        for (const report of found) checked.found.push(report);
      } catch (error) {
        if (!(error instanceof AskElsewhere)) throw error;
        checked.left.push(index);
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
