import { join } from 'node:path';
import { slugOfItemId } from '../format/item-id.ts';
import { STATUSES } from '../format/status.ts';
import { disk } from './disk.ts';
import { mustReadSlugs } from './edited-slugs.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { readError } from './file-system-error.ts';
import { itemPath } from './item-path.ts';
import { listPlaces } from './list-places.ts';
import { readListedSummary } from './read-listed-summary.ts';
import { refuseUnread } from './refuse-unread.ts';

/**
 * Every slug that an item answers to, by its id or by its field, with the item's id; those of `exceptId` left out. An edited
 * slug stands in item.md alone: where there may be one, every item is asked. Throws where a status directory cannot be read.
 */
export function takenSlugs(root: string, exceptId?: string): Map<string, string> {
  const taken = new Map<string, string>();
  const { places, problems } = listPlaces(root);
  refuseUnread(problems);
  const isAsked = mustReadSlugs(root, places.length);
  for (const place of places) {
    if (place.id === exceptId) continue;
    // Free no longer, even if it is the name of a directory that is no item.
    taken.set(slugOfItemId(place.id) ?? place.id, place.id);
    const slug = isAsked ? readListedSummary(root, place)?.slug : undefined;
    if (slug !== undefined) taken.set(slug, place.id);
  }
  return taken;
}

/** Where the slug begins in an id: after its stamp. */
const AFTER_STAMP = 'YYYYMMDD-HHMMSS-'.length;

/**
 * The same, at least of the slugs that begin with `stem`: for one new item, a table of all slugs would take longer than
 * their names.
 */
export function takenSlugsLike(root: string, stem: string, exceptId?: string): Map<string, string> {
  const listed = STATUSES.map((status) => ({ status, names: namesIn(join(root, status)) }));
  const items = listed.reduce((sum, { names }) => sum + names.length, 0);
  if (mustReadSlugs(root, items)) return takenSlugs(root, exceptId);
  const taken = new Map<string, string>();
  for (const { status, names } of listed) {
    const alike = names.filter((name) => name.startsWith(stem, AFTER_STAMP) || name.startsWith(stem));
    for (const id of alike.sort()) {
      if (id === exceptId || id.startsWith('.')) continue;
      const kind = fileKind(itemPath(root, { status, id }));
      // What cannot be looked at may be an item.
      if (kind === 'directory' || kind === 'hidden') taken.set(slugOfItemId(id) ?? id, id);
    }
  }
  return taken;
}

/** The names in a status directory; none where there is none. What cannot be read may have any. */
function namesIn(directory: string): string[] {
  if (fileKind(directory) !== 'directory') return [];
  try {
    return disk.readNames(directory);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw readError(error, directory);
  }
}
