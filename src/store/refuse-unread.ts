import { TicketsError } from '../tickets/tickets-error.ts';
import type { TreeProblem } from './list-places.ts';

/** Throws where a status directory could not be read: what is looked for may be in it. */
export function refuseUnread(problems: readonly TreeProblem[]): void {
  const unread = problems.find(({ code }) => code === 'layout/unreadable-directory');
  if (!unread) return;
  const hint = 'what you look for may be in it: check who owns the directory';
  throw new TicketsError('file-system', unread.message, hint);
}
