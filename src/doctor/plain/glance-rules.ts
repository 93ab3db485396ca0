import type { Rule } from '../rule.ts';
import { APPROVAL_RULES, type Glance, TITLE_RULES } from './glance.ts';
import { IDLE_RULES } from './idle-rules.ts';

/** The rules with nothing to say of an item that a glance tells of, but for what the glance itself leaves open. */
export const GLANCE_RULES: readonly string[] = [
  ...IDLE_RULES.flatMap(({ rules }) => rules),
  'closed/no-close-event',
  'closed/no-resolution',
  'closed/resolution-differs',
  'closed/resolution-is-item-copy',
  'closed/resolution-on-open',
  'front-matter/conflict-marker',
  'migration/legacy-ticket-differs',
  'migration/review-not-taken-over',
  'review/approved-still-open',
  'review/changes-requested-unanswered',
  'status/differs-from-log',
  'text/secret',
];

/**
 * Those of the rules that may have something to say of an item that a glance tells of. What is not named above is always
 * asked: a new rule works without being added.
 */
export function rulesAfterGlance(rules: readonly Rule[]): (glance: Glance) => readonly Rule[] {
  const always = rules.filter(({ id }) => !GLANCE_RULES.includes(id));
  const withMore = (more: readonly string[]): Rule[] =>
    rules.filter((rule) => always.includes(rule) || more.includes(rule.id));
  const byTitle = (more: readonly string[]) => ({
    plain: withMore([...TITLE_RULES.plain, ...more]),
    nested: withMore([...TITLE_RULES.nested, ...more]),
    unsure: withMore([...TITLE_RULES.unsure, ...more]),
  });
  const approved = byTitle(APPROVAL_RULES);
  const others = byTitle([]);
  return ({ title, isApproved }) => (isApproved ? approved : others)[title];
}
