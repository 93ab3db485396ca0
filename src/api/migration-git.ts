import { dirname, join, relative } from 'node:path';
import { gitDirectory } from '../git/git-directory.ts';
import { hasGit } from '../git/has-git.ts';
import { isCommitted, isIgnored, pathStates, trackedPaths } from '../git/path-states.ts';
import { blobName, stagedBlob, stageFiles } from '../git/stage-files.ts';
import { fileKind } from '../store/file-kind.ts';
import { itemPath } from '../store/item-path.ts';
import type { LegacyPlaces } from '../store/read-legacy-tracker.ts';
import type { MigrationPlan, MigrationProblem, PlannedItem } from '../tickets/migration/migration-plan.ts';
import { todoNotice } from '../tickets/migration/todo-notice.ts';

const CONFLICT = /U|AA|DD/;

/** What git has to do with a migration. */
export interface MigrationGit {
  problems: MigrationProblem[];
  /** Whether TODO.md, as it is, is in the last commit. */
  hasTodo: boolean;
  /** Puts the result into the index; null where there is no repository, or no git. */
  stage: ((options: { keep: boolean; copy: string | null }) => void) | null;
}

/** Looks at the repositories that the sources and the items are in: mostly one, at times two or none. */
export function migrationGit(places: LegacyPlaces, plan: MigrationPlan): MigrationGit {
  const { project, root, todoPath } = places;
  const sources = gitDirectory(project)?.worktree;
  // The root may not be there yet.
  const items = gitDirectory(root)?.worktree;
  const nothing = { problems: [], hasTodo: false, stage: null };
  if ((sources === undefined && items === undefined) || !hasGit(project)) return nothing;
  const problems: MigrationProblem[] = [];
  const inSources = (path: string): string => pathIn(sources ?? '', join(project, path));
  const paths = plan.removals.map(({ path }) => inSources(path));
  const todo = plan.replacesTodo ? inSources(todoPath) : null;
  const all = todo === null ? paths : [...paths, todo];
  const notice = todoNotice(relative(dirname(join(project, todoPath)), root), plan.date);
  if (sources !== undefined) {
    for (const { path, state } of pathStates(sources, all)) {
      if (!isHalfStaged(state) || (path === todo && isNotice(sources, path, notice))) continue;
      const isConflict = CONFLICT.test(state);
      const message = isConflict
        ? `${path} is in a merge conflict`
        : `${path} has changes in git's index that are neither in the file nor in the last commit`;
      const hint = isConflict ? 'finish the merge first' : 'commit them, or unstage them with `git restore --staged`';
      problems.push({ code: 'git', source: path, line: null, message, hint });
    }
  }
  const tracked = sources === undefined ? new Set<string>() : trackedPaths(sources, all);
  const first = plan.items[0];
  if (items !== undefined && first && tracked.size > 0) {
    const example = pathIn(items, join(root, first.status, first.id, 'item.md'));
    if (isIgnored(items, example)) {
      const message = `git ignores ${pathIn(items, root)}/, and the sources are in git: the items would be in no commit`;
      const hint = 'take it out of .gitignore, or name another --root';
      problems.push({ code: 'git', source: pathIn(items, root), line: null, message, hint });
    }
  }
  return {
    problems,
    hasTodo: sources !== undefined && todo !== null && isCommitted(sources, todo),
    stage: ({ keep, copy }) => {
      const add = items === undefined ? [] : plan.items.flatMap((item) => filesToStage(items, root, item));
      const isSame = items === sources;
      if (items !== undefined && !isSame) stageFiles(items, { add, remove: [] });
      if (sources === undefined) return;
      const gone = keep ? [] : paths.filter((path) => tracked.has(path));
      const addText = !keep && todo !== null && tracked.has(todo) ? { path: todo, text: notice } : null;
      // Where git has the list, it has to have the copy of what is not in a commit yet.
      const copies = addText && copy !== null ? [inSources(copy)] : [];
      stageFiles(sources, { add: [...(isSame ? add : []), ...copies], remove: gone, ...(addText && { addText }) });
    },
  };
}

/** The files of an item. Of one that an earlier run made, those that git does not know: that run may not have got so far. */
function filesToStage(worktree: string, root: string, { status, id, files }: PlannedItem): string[] {
  const pathOf = (name: string): string => pathIn(worktree, itemPath(root, { status, id }, name));
  if (files) return Object.keys(files).map(pathOf);
  const names = ['item.md', 'thread.md', 'resolution.md', 'artifacts/.gitkeep'];
  const there = names.filter((name) => fileKind(itemPath(root, { status, id }, name)) === 'file').map(pathOf);
  const tracked = trackedPaths(worktree, there);
  return there.filter((path) => !tracked.has(path));
}

/** Both letters say something: a change is staged, and the file has another. Or the path is in a merge conflict. */
function isHalfStaged(state: string): boolean {
  if (state === '??' || state === '!!') return false;
  return CONFLICT.test(state) || (state[0] !== ' ' && state[1] !== ' ');
}

/** The index of a run that was interrupted has the notice already. */
function isNotice(worktree: string, path: string, notice: string): boolean {
  return stagedBlob(worktree, path) === blobName(worktree, path, notice);
}

function pathIn(worktree: string, path: string): string {
  return relative(worktree, path).replaceAll('\\', '/');
}
