import { execFileSync } from 'node:child_process';
import { pinnedEnv } from './pinned-env.ts';
import { type ProjectOptions, type TemporaryProject, temporaryProject } from './temporary-project.ts';

export interface LegacyProject extends TemporaryProject {
  /** Runs git in the project and gives its standard output. */
  git: (...args: string[]) => string;
}

/** A project with a legacy tracker: the given files, or a small one with a group, a review and a line without a ticket. */
export function legacyProject(
  files: Record<string, string | Uint8Array> = SMALL,
  options: ProjectOptions = {},
): LegacyProject {
  const project = temporaryProject({ init: false, ...options });
  for (const [path, content] of Object.entries(files)) project.write(path, content);
  const env = pinnedEnv({
    ...{ GIT_AUTHOR_NAME: 'ann', GIT_AUTHOR_EMAIL: 'ann@example.org' },
    ...{ GIT_COMMITTER_NAME: 'ann', GIT_COMMITTER_EMAIL: 'ann@example.org' },
  });
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: project.path, env, encoding: 'utf8' });
  if (options.git) {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'the tracker');
  }
  return { ...project, git };
}

/** Long enough for git to see the item that it becomes as a rename. */
const words = (about: string): string =>
  Array.from({ length: 30 }, (_, line) => `${about} is described here at length, in line ${line + 1}.\n`).join('');

export const SEARCH = `# Search: too slow\n\n## Why\n\n${words('The search')}\n## Review\n\n- Status: Approve (Round 2)\n`;
export const SEARCH_REVIEW = `# Review of the search\n\n${words('The index')}\n---\n\n<!-- event: close author: x at: y -->\n\n## Verdict\n\nApprove.\n`;
export const EXPORT = `# Export\n\n${words('The export')}`;

export const SMALL: Record<string, string> = {
  'TODO.md': `# Work

- [ ] Reading
  - [ ] Search → [tickets/search.md](tickets/search.md)
  - [ ] Index in memory
- [ ] Export → [tickets/export.md](tickets/export.md)
`,
  'tickets/search.md': SEARCH,
  'tickets/search.review.md': SEARCH_REVIEW,
  'tickets/export.md': EXPORT,
};
