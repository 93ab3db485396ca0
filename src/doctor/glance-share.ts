import type { PlainFiles } from '../tickets/plain-files.ts';
import type { ItemFacts } from '../tickets/tree.ts';
import { type Glance, glancer, isAllSaid } from './plain/glance.ts';
import { glanceFactsReader } from './plain/glance-facts.ts';

/** The items that a share is made of, as a glance sees them. */
export interface ShareFiles {
  length: number;
  /** Reads an item's plain files; null where it has any other, and for a place without an item. */
  plainAt: (index: number) => PlainFiles | null;
  isWanted: (index: number) => boolean;
}

/** An item of which a glance does not say all. */
export interface UnsureItem {
  index: number;
  files: PlainFiles | null;
  glance: Glance | null;
}

export interface ShareGlance {
  /** Place by place; null for those that a glance says nothing of. */
  facts: (ItemFacts | null)[];
  /** How many were looked at, the unsure ones left out. */
  items: number;
  unsure: UnsureItem[];
}

/**
 * Looks at the items of shares, and tells of which of them there is nothing to be found: of nearly all. `asksAll`: whether there
 * are rules that have to be asked of every item.
 */
export function shareGlancer(now: Date, asksAll: boolean): (share: ShareFiles) => ShareGlance {
  const glanceAt = glancer(now);
  const factsOf = glanceFactsReader();
  return ({ length, plainAt, isWanted }) => {
    const seen: ShareGlance = { facts: [], items: 0, unsure: [] };
    for (let index = 0; index < length; index += 1) {
      const files = plainAt(index);
      const glance = files && glanceAt(files);
      const wanted = isWanted(index);
      seen.facts.push(files && glance ? factsOf(files, glance) : null);
      if (!glance || (wanted && (asksAll || !isAllSaid(glance)))) seen.unsure.push({ index, files, glance });
      else if (wanted) seen.items += 1;
    }
    return seen;
  };
}
