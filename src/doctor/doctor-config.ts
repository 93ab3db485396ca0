import type { Severity } from './finding.ts';

/** What a team decided about doctor: `doctor:` in `<root>/tickets.yml`. */
export interface DoctorConfig {
  /** By rule id; `off` reports nothing of the rule, and repairs nothing. */
  severities: ReadonlyMap<string, Severity | 'off'>;
  ignores: readonly Ignore[];
}

/** Findings that are known and accepted. Everything that is given must fit. */
export interface Ignore {
  rule: string;
  /** The id of an item. */
  item: string | null;
  /** As findings have it, relative to the project: a file, or a directory with all that is below it. */
  path: string | null;
  fingerprint: string | null;
  reason: string;
  /** Where it stands in tickets.yml, 1-based. */
  line: number;
}

/** What an entry of `ignore` may hold, as tickets.yml has it: read, and described to editors, from this table. */
export const IGNORE_KEYS = [
  { key: 'rule', required: true, description: 'the rule that is not to be told of' },
  { key: 'item', required: false, description: 'the id of an item: only there' },
  {
    key: 'path',
    required: false,
    description: 'a file, or a directory with all that is below it, relative to the project: only there',
  },
  { key: 'fingerprint', required: false, description: 'that of one finding, as `doctor --json` has it: only this one' },
  { key: 'reason', required: true, description: 'why, for those who meet it later' },
] as const satisfies readonly { key: string; required: boolean; description: string }[];

/** What a rule may be set to. */
export const RULE_SETTINGS: readonly (Severity | 'off')[] = ['error', 'warning', 'hint', 'off'];

/** Whether tickets.yml may change a rule: those of the log guard it against the very commit that would turn them off. */
export function isConfigurable(rule: string): boolean {
  return !rule.startsWith('log/');
}

/** The name of the file, in the root. */
export const CONFIG_FILE = 'tickets.yml';

export const NO_CONFIG: DoctorConfig = { severities: new Map(), ignores: [] };
