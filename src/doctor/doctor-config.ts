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

/** The name of the file, in the root. */
export const CONFIG_FILE = 'tickets.yml';

export const NO_CONFIG: DoctorConfig = { severities: new Map(), ignores: [] };
