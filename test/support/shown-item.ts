import type { TemporaryProject } from './temporary-project.ts';

export interface ShownEvent {
  kind: string;
  author: string | null;
  at: string | null;
  verdict: string | null;
  id: string | null;
  attributes: { key: string; value: string }[];
  heading: string | null;
  body: string;
}

export interface ShownItem {
  id: string;
  slug: string;
  title: string;
  status: string;
  kind: string;
  priority: string;
  labels: string[];
  assignee: string | null;
  createdAt: string;
  updatedAt: string;
  extra: Record<string, string>;
  path: string;
  body: string;
  events: ShownEvent[];
  resolution: string | null;
  artifacts: string[];
}

/** An item as `show --json` gives it. */
export async function shownItem(project: TemporaryProject, ref: string): Promise<ShownItem> {
  const { exitCode, stdout } = await project.run(['show', ref, '--json']);
  if (exitCode !== 0) throw new Error(`show ${ref} ended with ${exitCode}: ${stdout}`);
  return JSON.parse(stdout).item;
}
