import { nearestWord } from '../format/nearest-word.ts';

/** What to say to someone who named a rule that is none. */
export function nearestRule(id: string, ruleIds: readonly string[]): string {
  const nearest = ruleIds.find((candidate) => candidate.endsWith(`/${id}`)) ?? nearestWord(id, ruleIds);
  return nearest ? `did you mean '${nearest}'?` : '`tickets doctor --list-rules` shows all of them';
}
