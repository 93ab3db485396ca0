import { join, relative } from 'node:path';
import { readConfig } from '../git/git-config.ts';
import { gitDirectory } from '../git/git-directory.ts';
import { MERGE_DRIVERS } from '../git/merge-drivers.ts';
import { readFile } from '../store/read-file.ts';
import type { CloneFacts } from '../tickets/clone-facts.ts';
import type { Workspace } from './workspace.ts';

/**
 * What a clone has of the setup; null where nobody works: outside of git, and in CI, which merges nothing. git is asked
 * only if the attributes name a driver of ours.
 */
export function cloneFacts({ root, env }: Pick<Workspace, 'root' | 'env'>): CloneFacts | null {
  if (env.CI) return null;
  const git = gitDirectory(root.path);
  if (!git) return null;
  const wanted = [...new Set([git.worktree, root.path])].flatMap((directory) =>
    wantedIn(join(directory, '.gitattributes'), root.project),
  );
  if (wanted.length === 0) return null;
  const config = readConfig(git.worktree, '^merge\\.tickets-.*\\.driver$', 'all');
  const configured = MERGE_DRIVERS.filter(({ name }) => config.get(`merge.${name}.driver`)).map(({ name }) => name);
  return { wanted, configured };
}

/** Each driver of ours that a file of attributes names, with the first line that does. */
function wantedIn(path: string, project: string): CloneFacts['wanted'] {
  const read = readFile(path);
  if (read.kind !== 'read') return [];
  const lines = read.bytes.toString().split('\n');
  return MERGE_DRIVERS.flatMap(({ name }) => {
    const index = lines.findIndex(
      (line) => !line.startsWith('#') && line.trimEnd().split(/\s+/).includes(`merge=${name}`),
    );
    const place = { path: relative(project, path).replaceAll('\\', '/'), line: index + 1 };
    return index < 0 ? [] : [{ driver: name, ...place }];
  });
}
