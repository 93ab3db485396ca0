import { isItemId, slugOfItemId } from '../format/item-id.ts';
import { isSlug } from '../format/slug.ts';
import type { Status } from '../format/status.ts';
import { listPlaces } from '../store/list-places.ts';
import { readListedSummary } from '../store/read-listed-summary.ts';
import { readSummary } from '../store/read-summary.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { Workspace } from './workspace.ts';

/** Of more items than this nobody reads the titles, and reading them takes time. */
const MOST_TITLES = 200;

/** A word that a shell may put where a REF is expected. */
export interface RefCandidate {
  value: string;
  /** The item's title; empty where there are too many to read. */
  title: string;
}

/**
 * The ids and slugs that begin with a word: ids where it begins with a digit, else slugs. A slug that two items have, or that
 * is none, is not offered; such an item has its id. Costs little in a large tree: only the items that fit are read.
 */
export function completeRefs({ root }: Workspace, word: string, statuses: readonly Status[]): RefCandidate[] {
  const places = listPlaces(root.path, statuses).places.filter(({ id }) => isItemId(id));
  const fits = ({ id }: ItemPlace): boolean => id.startsWith(word) || slugOfItemId(id)?.startsWith(word) === true;
  const named = places.filter(fits);
  if (named.length > MOST_TITLES) {
    return named.map(({ id }) => ({
      value: id.startsWith(word) ? preferred(id, word) : (slugOfItemId(id) ?? id),
      title: '',
    }));
  }
  // A slug that was edited stands in item.md alone.
  const found =
    named.length > 0 ? named : places.filter((place) => readListedSummary(root.path, place)?.slug.startsWith(word));
  const items = found.flatMap((place) => {
    const read = readSummary(root.path, place);
    return read ? [read.summary] : [];
  });
  const holders = new Map<string, number>();
  for (const { slug } of items) holders.set(slug, (holders.get(slug) ?? 0) + 1);
  return items.flatMap(({ id, slug, title }) => {
    const isUsable = isSlug(slug) && slug.startsWith(word) && holders.get(slug) === 1;
    const values = [...(isUsable ? [slug] : []), ...(word !== '' && id.startsWith(word) ? [id] : [])];
    return (values.length > 0 || word !== '' ? values : [id]).map((value) => ({ value, title }));
  });
}

/** Of a whole tree: the slug that the id ends with, until somebody begins to type an id. */
function preferred(id: string, word: string): string {
  return word === '' ? (slugOfItemId(id) ?? id) : id;
}
