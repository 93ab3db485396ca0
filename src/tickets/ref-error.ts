import { nearestWord } from '../format/nearest-word.ts';
import type { ItemPlace } from './change.ts';
import { TicketsError } from './tickets-error.ts';

/** How many candidates a message names. */
const MOST_CANDIDATES = 10;

/** A reference that fits several items, or one item in two places. */
export function ambiguousRef(ref: string, candidates: readonly (ItemPlace & { title: string })[]): TicketsError {
  const ids = new Set(candidates.map((candidate) => candidate.id));
  if (ids.size === 1) {
    return new TicketsError(
      'ambiguous',
      `${[...ids][0]} is in two status directories: ${candidates.map((candidate) => candidate.status).join(' and ')}`,
      'keep the right one and remove the other; `git log` shows how they came about',
      { candidates },
    );
  }
  return new TicketsError(
    'ambiguous',
    `'${ref}' fits ${candidates.length} items`,
    candidates.length > MOST_CANDIDATES ? 'type more of the id' : 'use one of these ids',
    { candidates },
  );
}

/** A reference that fits none, with the slug that may be meant. */
export function unknownRef(ref: string, slugs: readonly string[]): TicketsError {
  const nearest = slugs.find((slug) => ref !== '' && slug.split('-').includes(ref)) ?? nearestWord(ref, slugs);
  const hint = nearest ? `did you mean '${nearest}'?` : '`tickets list --status all` shows all of them';
  return new TicketsError('not-found', `no work item '${ref}'`, hint);
}
