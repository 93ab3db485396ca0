import type { StatusResult } from '../tickets/change-status.ts';
import type { Outcome } from './command-module.ts';

/** What a move tells its caller. */
export function statusOutcome(root: string, result: StatusResult): Outcome {
  const message =
    result.event === null
      ? `${result.id} is ${result.status} already`
      : `${result.id}: ${result.from} → ${result.status}`;
  return { json: { root, ...result }, message };
}
