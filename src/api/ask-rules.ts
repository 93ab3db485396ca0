import { RULES } from '../doctor/all-rules.ts';
import { type ShareItems, shareChecker, workerContext } from '../doctor/check-share.ts';
import type { ShareGlance } from '../doctor/glance-share.ts';
import { packShare } from '../doctor/packed-share.ts';

/** What asks the rules of the items that a glance left, in a worker: a share as it is sent. */
export function rulesAsker(now: Date): (seen: ShareGlance, items: ShareItems) => string {
  const check = shareChecker({ rules: RULES, context: workerContext(now), keepRepairs: false });
  return (seen, items) => packShare(check(seen, items));
}
