import type { ItemPlace } from '../tickets/change.ts';
import { dropCopied } from './drop-copied.ts';
import { isHusk, removeHusk } from './husk.ts';
import { itemPath } from './item-path.ts';

/**
 * Where an item is that a killed command has left in these places; what that command copied, and husks, are removed. Undefined
 * where two of them hold something.
 */
export function onePlace(root: string, places: readonly ItemPlace[]): ItemPlace | undefined {
  const [only, second] = places;
  if (!second) return only;
  const copied = dropCopied(root, places);
  if (copied) return copied;
  const [place, other] = places.filter((each) => !isHusk(itemPath(root, each)));
  if (!place || other) return undefined;
  for (const each of places) if (each !== place) removeHusk(itemPath(root, each));
  return place;
}
