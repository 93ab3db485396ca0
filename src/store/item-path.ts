import { join } from 'node:path';
import type { ItemPlace } from '../tickets/change.ts';

/** The path of an item's directory, or of something in it. */
export function itemPath(root: string, place: ItemPlace, ...names: string[]): string {
  return join(root, place.status, place.id, ...names);
}
