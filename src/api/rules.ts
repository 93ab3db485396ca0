import { RULES } from '../doctor/all-rules.ts';
import type { Rule } from '../doctor/rule.ts';
import { nearestWord } from '../format/nearest-word.ts';
import { TicketsError } from '../tickets/tickets-error.ts';

/** All rules of doctor, by id. */
export function rules(): readonly Rule[] {
  return RULES;
}

/** The rule of an id. Throws a TicketsError `invalid-value` that names the nearest. */
export function rule(id: string): Rule {
  const found = RULES.find((candidate) => candidate.id === id);
  if (found) return found;
  const ids = RULES.map((candidate) => candidate.id);
  const nearest = ids.find((candidate) => candidate.endsWith(`/${id}`)) ?? nearestWord(id, ids);
  const hint = nearest ? `did you mean '${nearest}'?` : '`tickets doctor --list-rules` shows all of them';
  throw new TicketsError('invalid-value', `there is no rule '${id}'`, hint);
}
