import { isItemId } from '../format/item-id.ts';
import { runGit, splitNames } from './run-git.ts';

const ITEM = /^(?:(.*)\/)?(?:open|pending|closed)\/([^/]+)\/(?:item|thread)\.md$/s;

/** All directories of a commit that hold items as a root does, wherever they are. It reads the names of all files. */
export function searchRoots(worktree: string, commit: string): string[] {
  const names = splitNames(runGit(worktree, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]));
  const roots = names.flatMap((name) => {
    const [, root = '', id = ''] = ITEM.exec(name) ?? [];
    return isItemId(id) ? [root] : [];
  });
  return [...new Set(roots)];
}
