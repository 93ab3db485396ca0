import { join } from 'node:path';
import { isItemId, slugOfItemId } from '../format/item-id.ts';
import { STATUSES } from '../format/status.ts';
import type { ItemPlace } from '../tickets/change.ts';
import { ambiguousRef, unknownRef } from '../tickets/ref-error.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { mustReadSlugs } from './edited-slugs.ts';
import { fileKind } from './file-kind.ts';
import { itemPath } from './item-path.ts';
import { listPlaces, placesTimes } from './list-places.ts';
import { pause } from './pause.ts';
import { readListedSummary } from './read-listed-summary.ts';
import { readSummary } from './read-summary.ts';
import { refuseUnread } from './refuse-unread.ts';
import { LATELY, stablePlaces } from './stable-places.ts';

/** How often a reference that fits nothing is looked up, where something has moved lately. */
const MOST_TRIES = 10;
/** One that fits two places is looked up for as long as a device may need to remove one of them. */
const MOST_TRIES_OF_TWO = 100;

/**
 * The item that a person means: by its id, its slug, or a unique prefix or suffix of an id, in this order.
 * A whole id is looked up directly, so that it costs the same in a tree of any size.
 *
 * The argument never becomes part of a path unless it is a valid id.
 */
export function resolveRef(root: string, ref: string): ItemPlace {
  for (let tries = 1; ; tries += 1) {
    const found = find(root, ref);
    if (found && !(found instanceof TicketsError)) return found;
    // An item that moves while it is looked for can be overlooked, or stand in two places where it is moved by a copy.
    const most = found ? MOST_TRIES_OF_TWO : MOST_TRIES;
    if (tries === most || Date.now() - Math.max(...placesTimes(root)) > LATELY) {
      if (found) throw found;
      break;
    }
    pause(Math.random() * 5);
  }
  const { places, problems } = listPlaces(root);
  refuseUnread(problems);
  throw notFound(root, ref, places);
}

/** Null where nothing fits, an error where one item does and stands in two places. */
function find(root: string, ref: string): ItemPlace | TicketsError | null {
  if (isItemId(ref)) {
    const direct = STATUSES.map((status) => ({ status, id: ref })).filter((place) => isItem(root, place));
    if (direct.length > 0) return onlyOne(root, ref, direct);
  }
  const { places } = stablePlaces(root);
  const byName = places.filter((place) => place.id === ref);
  if (byName.length > 0) return onlyOne(root, ref, byName);
  const partial = places.filter((place) => place.id.startsWith(ref) || place.id.endsWith(ref));
  // A stamp can hardly be a slug, and a start of an id must not cost a look into every item.
  const isStamp = /^\d{8}/.test(ref) && partial.some((place) => isItem(root, place));
  const slugs = isStamp || ref === '' ? [] : placesWithSlug(root, ref, places);
  if (slugs.length > 0) return onlyOne(root, ref, slugs);
  const items = ref === '' ? [] : partial.filter((place) => isItem(root, place));
  return items.length > 0 ? onlyOne(root, ref, items) : null;
}

function placesWithSlug(root: string, slug: string, places: readonly ItemPlace[]): ItemPlace[] {
  const hasSlug = (place: ItemPlace): boolean => readListedSummary(root, place)?.slug === slug;
  if (!mustReadSlugs(root, places.length)) {
    const named = places.filter(({ id }) => isNamed(id, slug)).filter(hasSlug);
    if (named.length > 0) return named;
  }
  // An edited slug stands in item.md alone: only all of them tell whose it is.
  return places.filter(hasSlug);
}

/** Whether an id ends with a slug, or with the number behind it that the old script gave a second one of the same second. */
function isNamed(id: string, slug: string): boolean {
  if (!id.includes(slug)) return false;
  const own = slugOfItemId(id) ?? id;
  return own === slug || (own.startsWith(`${slug}-`) && /^\d+$/.test(own.slice(slug.length + 1)));
}

function isItem(root: string, place: ItemPlace): boolean {
  return (
    fileKind(join(root, place.status)) === 'directory' &&
    fileKind(itemPath(root, place)) === 'directory' &&
    (fileKind(itemPath(root, place, 'item.md')) !== 'missing' ||
      fileKind(itemPath(root, place, 'thread.md')) !== 'missing')
  );
}

function onlyOne(root: string, ref: string, places: readonly ItemPlace[]): ItemPlace | TicketsError {
  // An item that moved while we looked was seen in both places.
  const present = places.length > 1 ? places.filter((place) => isItem(root, place)) : places;
  const [first] = present;
  if (first && present.length === 1) return first;
  const error = ambiguousRef(
    ref,
    present.map((place) => ({ ...place, title: readSummary(root, place)?.summary.title ?? '' })),
  );
  if (present.every(({ id }) => id === first?.id)) return error;
  throw error;
}

function notFound(root: string, ref: string, places: readonly ItemPlace[]): TicketsError {
  const slugs = places.filter((place) => isItem(root, place)).map((place) => slugOfItemId(place.id) ?? place.id);
  return unknownRef(ref, slugs);
}
