import type { History } from '../tickets/history.ts';
import type { CheckOptions, CheckResult } from './check.ts';
import { checkInThreads } from './check-in-threads.ts';
import type { CheckThreads } from './check-threads.ts';
import { severityCounts } from './severity-counts.ts';
import { verify } from './verify.ts';
import type { Workspace } from './workspace.ts';

export interface CheckWithLogOptions extends CheckOptions {
  /** A commit since which the logs may only have grown: what `verify` finds is told, too. No configuration hides it. */
  base?: string;
}

/** Checks the tree and, where a base is given, what was committed since. */
export async function checkWithLog(
  workspace: Workspace,
  { base, ...options }: CheckWithLogOptions,
  given: { history?: History; threads?: CheckThreads } = {},
): Promise<CheckResult> {
  const result = await checkInThreads(workspace, options, given);
  if (base === undefined) return result;
  const log = await verify(workspace, { base });
  const findings = [...result.findings, ...log.findings];
  return { ...result, findings, summary: { ...result.summary, ...severityCounts(findings) } };
}
