import { serializeBaseline } from '../doctor/baseline.ts';
import { checkInThreads } from './check-in-threads.ts';
import type { Workspace } from './workspace.ts';

/** A baseline that holds what doctor finds now, how many findings that are, and how much could not be read. */
export async function makeBaseline(workspace: Workspace): Promise<{ text: string; findings: number; unread: number }> {
  const { findings, summary } = await checkInThreads(workspace);
  return { text: serializeBaseline(findings), findings: findings.length, unread: summary.unread };
}
