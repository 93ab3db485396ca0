import { slugOfItemId } from '../format/item-id.ts';
import { listItems } from '../store/list-items.ts';
import { checkSlug } from '../tickets/check-value.ts';
import { TicketsError } from '../tickets/tickets-error.ts';

/**
 * Throws when another item answers to a slug that a person chose: by its field, or by its id. Reads every item, since
 * an edited slug stands in item.md alone.
 */
export function refuseTakenSlug(root: string, slug: string, ownId?: string): void {
  const wanted = checkSlug(slug);
  const others = listItems(root).items.filter((item) => item.id !== ownId);
  const holder = others.find((item) => item.slug === wanted || slugOfItemId(item.id) === wanted);
  if (!holder) return;
  throw new TicketsError('slug-taken', `the slug '${wanted}' is taken by ${holder.id}`, 'choose another');
}
