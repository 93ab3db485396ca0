import type { OperationContext } from '../../src/tickets/item.ts';

/** Who asks and when; an hour after the sample item was made, unless told otherwise. */
export function operationContext(now = '2026-05-30T06:32:59.750Z', author = 'yoi ticket'): OperationContext {
  return { author, now: new Date(now) };
}
