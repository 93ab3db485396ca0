import type { CheckResult } from '../api/check.ts';
import type { Severity } from '../doctor/finding.ts';
import { githubFindings } from './findings/github.ts';
import { gitlabFindings } from './findings/gitlab.ts';
import { jsonFindings } from './findings/json.ts';
import { junitFindings } from './findings/junit.ts';
import { sarifFindings } from './findings/sarif.ts';

/** Findings as a text for other programs. `failOn`: the least severity that fails the run, where a format tells. */
export type FindingsFormat = (result: CheckResult, failOn?: Severity) => string;

/** By the name that `--format` knows. Text is not here: it is for a terminal of some width. */
export const FINDINGS_FORMATS = {
  json: jsonFindings,
  github: githubFindings,
  gitlab: gitlabFindings,
  sarif: sarifFindings,
  junit: junitFindings,
} as const satisfies Record<string, FindingsFormat>;
