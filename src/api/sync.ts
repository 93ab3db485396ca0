import { join, relative } from 'node:path';
import {
  type Branch,
  commitDirectory,
  currentBranch,
  operationInProgress,
  tryGit,
  uncommitted,
  whyNotForward,
} from '../git/branch.ts';
import { gitDirectory } from '../git/git-directory.ts';
import { isAncestor } from '../git/history-range.ts';
import { resolveCommit } from '../git/resolve-commit.ts';
import { askGit, runGit } from '../git/run-git.ts';
import { withTemporaryDirectory } from '../git/temporary-directory.ts';
import { unmergedPaths } from '../git/tree-files.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { whileLocked } from './change-item.ts';
import { resolve } from './resolve.ts';
import { verify } from './verify.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

export interface SyncOptions {
  /** Commit the changes of work items first, on their own. */
  commit?: boolean;
  /** What the commit says. */
  message?: string;
}

export interface SyncResult {
  root: string;
  branch: string;
  /** The branch that it follows: `origin/main`. */
  upstream: string;
  /** The commit of the items' changes; null where there were none, or none was asked for. */
  committed: string | null;
  /** How many commits came, and how many went. */
  pulled: number;
  pushed: number;
  /** The merge that joined the two; null where none was needed. */
  merged: string | null;
  /** How often someone else had pushed meanwhile. */
  retries: number;
}

/** How often it starts anew when someone else has pushed first. */
const MOST_TRIES = 5;

const MESSAGE = 'Update work items';

/**
 * Brings a branch and the one that it follows together: fetch, merge, settle, verify, push. It merges aside, so that whatever
 * stops it, the files, the index and the branch are as they were. Never forces. Throws a TicketsError `sync` for whatever
 * needs a person.
 */
export async function sync(workspace: Workspace, { commit, message }: SyncOptions = {}): Promise<SyncResult> {
  const { path } = workspace.root;
  const git = gitDirectory(path);
  if (!git)
    throw new TicketsError('git', `${path} is in no git repository`, 'without one there is nothing to sync with');
  const { worktree } = git;
  const { name, upstream } = branchToSync(worktree);
  const committed = commitItems(workspace, worktree, commit === true, message ?? MESSAGE);
  const label = upstream.tracking.replace(/^refs\/(?:remotes|heads)\//, '');
  let pulled = 0;
  let refused: { by: string | null; reason: string } = { by: null, reason: '' };
  for (let retries = 0; retries < MOST_TRIES; retries += 1) {
    fetch(worktree, upstream);
    const ours = resolveCommit(worktree, 'HEAD');
    const theirs = resolveCommit(worktree, upstream.tracking);
    // Nobody has: it is something else.
    if (refused.by === theirs) throw refusedPush(refused.reason);
    pulled = countBetween(worktree, ours, theirs);
    const result = { root: path, branch: name, upstream: label, committed, pulled, retries };
    if (countBetween(worktree, theirs, ours) === 0) {
      await refuseUnverified(workspace, ours, theirs, `${label} does not have all events that are here`);
      refuseBlocked(worktree, theirs);
      moveForward(worktree, theirs);
      return { ...result, pushed: 0, merged: null };
    }
    const isAhead = isAncestor(worktree, theirs, ours);
    const head = isAhead ? ours : await mergeAside(workspace, worktree, { ours, theirs, label });
    await refuseUnverified(workspace, theirs, head, `what would be pushed does not have all events of ${label}`);
    if (!isAhead) refuseBlocked(worktree, head);
    const pushed = countBetween(worktree, theirs, head);
    const reason = push(worktree, upstream, head);
    if (reason !== null) {
      refused = { by: theirs, reason };
      continue;
    }
    if (!isAhead) moveForward(worktree, head, 'pushed, but this branch could not follow');
    return { ...result, pushed, merged: isAhead ? null : head };
  }
  const hint = 'run it again when there is less going on; nothing is lost';
  throw new TicketsError('sync', `someone else pushed first, ${MOST_TRIES} times`, hint);
}

/** Throws for a state in which a person has to do something first. */
function branchToSync(worktree: string): Branch & { upstream: NonNullable<Branch['upstream']> } {
  const operation = operationInProgress(worktree);
  if (operation !== null) {
    throw new TicketsError('sync', `${operation} is in progress`, 'finish it or give it up, and run it again');
  }
  const branch = currentBranch(worktree);
  if (!branch) throw new TicketsError('sync', 'HEAD is detached', '`git switch` to a branch');
  const { name, upstream } = branch;
  if (upstream && upstream.tracking !== '') return { name, upstream };
  throw new TicketsError('sync', `the branch ${name} follows no other`, `once: \`git push -u origin ${name}\``);
}

/** Commits the items' own changes, if that is asked for. Throws where there are some and it is not. */
function commitItems(workspace: Workspace, worktree: string, wanted: boolean, message: string): string | null {
  const directory = relative(worktree, workspace.root.path);
  // With the lock held, so that nothing half-written is committed.
  return whileLocked(workspace, () => {
    const pending = uncommitted(worktree, directory);
    if (pending.length === 0) return null;
    if (!wanted) {
      const [first = ''] = pending;
      const more = pending.length > 1 ? ` and ${pending.length - 1} more` : '';
      throw new TicketsError('sync', `not committed: ${first}${more}`, 'commit it, or run `tickets sync --commit`');
    }
    commitDirectory(worktree, directory, message);
    return resolveCommit(worktree, 'HEAD');
  });
}

function fetch(worktree: string, { remote }: NonNullable<Branch['upstream']>): void {
  const problem = tryGit(worktree, ['fetch', '--quiet', remote]);
  if (problem !== null) throw new TicketsError('git', `git fetch failed: ${problem}`, 'nothing was changed but here');
}

/** Pushes a commit; why not, if someone else may have pushed since. Whatever else stands in the way needs a person. */
function push(worktree: string, { remote, ref }: NonNullable<Branch['upstream']>, commit: string): string | null {
  const args = ['push', '--porcelain', remote, `${commit}:${ref}`];
  const { status, stdout, stderr } = askGit(worktree, args, { patterns: true });
  if (status === 0) return null;
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  const line = lines.find((text) => text.startsWith('!')) ?? lines.find((text) => /^(?:fatal|error): /.test(text));
  const why = line?.replace(/^! \S+ /, '') ?? lines.join(' ').trim();
  const said = lines.flatMap((text) => /^remote: (.*\S)/.exec(text)?.[1] ?? []).slice(0, 3);
  const reason = said.length > 0 ? `${why}: ${said.join(' ')}` : why;
  if (RACED.test(why)) return reason;
  throw refusedPush(reason);
}

/** What git says where the other side is not where it was. */
const RACED =
  /^\[(?:rejected|remote rejected)\] \((?:non-fast-forward|fetch first|cannot lock ref|failed to update ref)/;

function refusedPush(reason: string): TicketsError {
  return new TicketsError('sync', `the push was refused: ${reason}`, 'see to it, and run it again');
}

function countBetween(worktree: string, from: string, to: string): number {
  return Number(runGit(worktree, ['rev-list', '--count', to, '--not', from]).toString());
}

function moveForward(worktree: string, commit: string, before = 'this branch could not follow'): void {
  const problem = tryGit(worktree, ['merge', '--quiet', '--ff-only', commit]);
  if (problem !== null) throw inTheWay(`${before}: ${problem}`);
}

/** Throws where files that are not committed stand in the way of a later commit. */
function refuseBlocked(worktree: string, commit: string): void {
  const problem = whyNotForward(worktree, commit);
  if (problem !== null) throw inTheWay(`this branch could not follow: ${problem}`);
}

function inTheWay(message: string): TicketsError {
  return new TicketsError('sync', message, 'commit or stash what is in the way, then `tickets sync`');
}

async function refuseUnverified(workspace: Workspace, base: string, head: string, what: string): Promise<void> {
  if (base === head) return;
  const { findings } = await verify(workspace, { base, head });
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const hint = `\`tickets verify --base ${base.slice(0, 12)} --head ${head.slice(0, 12)}\` shows all; nothing was pushed`;
  throw new TicketsError('sync', `${what}: ${first.path}: ${first.message}${more}`, hint, { findings: errors });
}

/** Merges two commits in a worktree of its own, settles the items, and returns the merge. */
async function mergeAside(
  workspace: Workspace,
  worktree: string,
  { ours, theirs, label }: { ours: string; theirs: string; label: string },
): Promise<string> {
  return withTemporaryDirectory((directory) => {
    const aside = join(directory, 'merge');
    runGit(worktree, ['worktree', 'add', '--quiet', '--detach', aside, ours], { env: OF_ITS_OWN });
    try {
      const problem = tryGit(aside, ['merge', '--no-ff', '--no-edit', '--quiet', '-m', `Merge ${label}`, theirs]);
      const isStopped = operationInProgress(aside) !== null;
      if (problem !== null && !isStopped) {
        throw new TicketsError('sync', `git merge failed: ${problem}`, 'nothing was changed');
      }
      settle(workspace, worktree, aside);
      const left = [...unmergedPaths(aside)];
      if (left.length > 0) refuseConflicts(left, label);
      if (isStopped) runGit(aside, ['commit', '--quiet', '--no-edit'], { patterns: true });
      else if (uncommitted(aside, '').length > 0)
        runGit(aside, ['commit', '--quiet', '--amend', '--no-edit'], { patterns: true });
      return resolveCommit(aside, 'HEAD');
    } finally {
      runGit(worktree, ['worktree', 'remove', '--force', aside]);
    }
  });
}

/** Without hooks, and, within one, without the index that it runs for: git would fill that one. */
const OF_ITS_OWN = {
  ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.hooksPath', GIT_CONFIG_VALUE_0: '/dev/null' },
  GIT_INDEX_FILE: undefined,
};

/** Has the items settled by their ids, in the worktree in which they were merged. */
function settle({ root, env, now }: Workspace, worktree: string, aside: string): void {
  const place = join(aside, relative(worktree, root.path));
  try {
    resolve(openWorkspace({ root: place, cwd: aside, env, now }));
  } catch (error) {
    // What is done so far goes with the worktree.
    if (!(error instanceof TicketsError && error.code === 'partly-applied')) throw error;
    throw new TicketsError('sync', `the merge was not finished: ${error.message}`, 'nothing was changed');
  }
}

function refuseConflicts(paths: readonly string[], label: string): never {
  const [first = ''] = paths;
  const more = paths.length > 1 ? ` and ${paths.length - 1} more` : '';
  throw new TicketsError(
    'sync',
    `both sides changed ${first}${more}, and only a person can tell what is right`,
    `\`git merge ${label}\`, \`tickets resolve\`, settle what is left, commit, and run it again; nothing was changed`,
    { conflicts: paths },
  );
}
