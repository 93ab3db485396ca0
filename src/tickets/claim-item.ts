import { parseItemFile } from '../format/item-file.ts';
import type { Plan } from './change.ts';
import { type EditResult, recordFields } from './edit-item.ts';
import type { ItemSnapshot, OperationContext } from './item.ts';
import { TicketsError } from './tickets-error.ts';

export interface ClaimResult extends EditResult {
  /** Who has the item now. */
  assignee: string | null;
  /** Who had it before. */
  before: string | null;
}

/**
 * Makes the author the assignee, if there is none. Somebody else's item is refused (`claimed`), unless `force`: the event
 * then says from whom it was taken. One's own item stays as it is, without an event.
 */
export function claimItem(item: ItemSnapshot, { force = false }, context: OperationContext): Plan<ClaimResult> {
  const { author } = context;
  const before = parseItemFile(item.itemText).fields.assignee;
  if (before !== null && before !== author && !force) throw claimed(item, before, `take it with --force`);
  const how = before === null ? 'Claimed.' : `Claimed by force from ${before}.`;
  return assign(item, author, before, how, context);
}

/** Takes the author's name off an item. Somebody else's item is refused (`claimed`), unless `force`. */
export function unclaimItem(item: ItemSnapshot, { force = false }, context: OperationContext): Plan<ClaimResult> {
  const before = parseItemFile(item.itemText).fields.assignee;
  if (before !== null && before !== context.author && !force) throw claimed(item, before, 'release it with --force');
  const how = before === context.author ? 'Released.' : `Released by force; it was ${before}'s.`;
  return assign(item, null, before, how, context);
}

function assign(
  item: ItemSnapshot,
  assignee: string | null,
  before: string | null,
  how: string,
  context: OperationContext,
): Plan<ClaimResult> {
  const plan = recordFields(item, [['assignee', assignee]], how, context);
  return { changes: plan.changes, result: { ...plan.result, assignee, before } };
}

function claimed(item: ItemSnapshot, assignee: string, hint: string): TicketsError {
  return new TicketsError('claimed', `${item.id} is claimed by ${assignee}`, hint, { assignee });
}
