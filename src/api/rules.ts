import { RULES } from '../doctor/all-rules.ts';
import { nearestRule } from '../doctor/nearest-rule.ts';
import type { Rule } from '../doctor/rule.ts';
import { TicketsError } from '../tickets/tickets-error.ts';

/** All rules of doctor, by id. */
export function rules(): readonly Rule[] {
  return RULES;
}

/** The rule of an id. Throws a TicketsError `invalid-value` that names the nearest. */
export function rule(id: string): Rule {
  const found = RULES.find((candidate) => candidate.id === id);
  if (found) return found;
  const hint = nearestRule(
    id,
    RULES.map((candidate) => candidate.id),
  );
  throw new TicketsError('invalid-value', `there is no rule '${id}'`, hint);
}
