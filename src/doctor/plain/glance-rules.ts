import type { Rule } from '../rule.ts';
import { APPROVAL_RULES, type Glance, SEAL_RULES, TITLE_RULES } from './glance.ts';
import { IDLE_RULES } from './idle-rules.ts';

/** The rules with nothing to say of an item that a glance tells of, but for what the glance itself leaves open. */
export const GLANCE_RULES: readonly string[] = [
  ...IDLE_RULES.flatMap(({ rules }) => rules),
  'closed/no-close-event',
  'closed/no-resolution',
  'closed/resolution-differs',
  'closed/resolution-is-item-copy',
  'closed/resolution-on-open',
  'digest/log-changed',
  'digest/log-has-grown',
  'digest/malformed-seal',
  'digest/missing-seal',
  'digest/seal-on-open',
  'front-matter/conflict-marker',
  'migration/legacy-ticket-differs',
  'migration/review-not-taken-over',
  'review/approved-still-open',
  'review/changes-requested-unanswered',
  'status/differs-from-log',
  'text/secret',
];

/** Whether there are rules for items that a glance knows nothing of: they are asked of every item. */
export function asksAll(rules: readonly Rule[]): boolean {
  return rules.some(({ id, checkItem }) => checkItem && !GLANCE_RULES.includes(id));
}

/**
 * Those of the rules that may have something to say of an item that a glance tells of. What is not named above is always
 * asked: a new rule works without being added.
 */
export function rulesAfterGlance(rules: readonly Rule[]): (glance: Glance) => readonly Rule[] {
  const known = new Map<string, readonly Rule[]>();
  return ({ title, isForgotten, seal }) => {
    const key = `${title} ${isForgotten} ${seal}`;
    let busy = known.get(key);
    if (!busy) {
      const more = [...TITLE_RULES[title], ...(isForgotten ? APPROVAL_RULES : []), ...SEAL_RULES[seal]];
      busy = rules.filter(({ id }) => !GLANCE_RULES.includes(id) || more.includes(id));
      known.set(key, busy);
    }
    return busy;
  };
}
