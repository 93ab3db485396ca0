import type { MergeState } from '../git/merge-state.ts';
import type { TreeStep } from '../store/apply-tree.ts';
import type { EventsHome } from '../tickets/merge/move-events-home.ts';
import { entryNamed, isSameFile, isSameItem, type TreeState } from '../tickets/merge/tree-state.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { MergeSources } from './merge-sources.ts';

/**
 * The steps from what is on the disk to what should be there. Logs come first: what stops it between two files is planned
 * anew from them. Those of which an event went elsewhere come last, and before all others whole, if they get one themselves: no
 * event is nowhere meanwhile, and as long as one stands in two logs all that follows from it is done again.
 */
export function stepsTo(
  items: TreeState,
  { current, contents }: MergeSources,
  home: EventsHome = { moved: [], whole: new Map() },
): TreeStep[] {
  const at = (id: string, path: string): string => path.replace('/', `/${id}/`);
  const steps: TreeStep[] = [];
  for (const id of new Set([...items.keys(), ...current.keys()])) {
    const [is, wanted] = [current.get(id) ?? new Map(), items.get(id) ?? new Map()];
    if (isSameItem(is, wanted)) continue;
    const gone = new Map([...is].filter(([path]) => !wanted.has(path)));
    for (const [path, file] of wanted) {
      if (isSameFile(file, is.get(path))) continue;
      const from = [...gone].find(([, old]) => isSameFile(old, file))?.[0];
      if (from !== undefined) {
        gone.delete(from);
        steps.push({ type: 'move', from: at(id, from), path: at(id, path) });
      } else if (file.mode.startsWith('100')) {
        steps.push({
          type: 'write',
          path: at(id, path),
          bytes: contents.get(file.oid),
          executable: isExecutable(file),
        });
      } else {
        const what = file.mode === '120000' ? 'a symbolic link' : 'no file';
        throw new TicketsError('unreadable', `${at(id, path)} is ${what} on the other side`, 'take it out there first');
      }
    }
    for (const path of gone.keys()) steps.push({ type: 'remove', path: at(id, path) });
  }
  const emptied = new Set(home.moved.map(({ from }) => from));
  const rank = ({ path }: TreeStep): number => {
    const [, id = '', name] = path.split('/');
    if (name !== 'thread.md') return 1;
    return emptied.has(id) ? 2 : 0;
  };
  const whole = [...home.whole].flatMap(([id, { path, text }]): TreeStep[] => {
    const file = current.get(id)?.get(path);
    if (!file) return [];
    return [{ type: 'write', path: at(id, path), bytes: Buffer.from(text), executable: isExecutable(file) }];
  });
  return [...whole, ...steps.sort((one, other) => rank(one) - rank(other))];
}

function isExecutable({ mode }: { mode: string }): boolean {
  return mode === '100755';
}

/** The states that a settled tree was made of, and the items that they differ in. */
interface SettledTree {
  base: TreeState;
  ours: TreeState;
  theirs: TreeState;
  touched: ReadonlySet<string>;
}

interface StagingInput {
  unmerged: ReadonlySet<string>;
  /** The files in conflict, relative to the root. */
  conflicts: readonly { path: string }[];
  steps: readonly TreeStep[];
  state: MergeState | null;
}

/** What to stage, what to mark as in conflict, and the paths below the root of which a conflict is over. */
export function planStaging(
  items: TreeState,
  { base, ours, theirs, touched }: SettledTree,
  sources: MergeSources,
  { unmerged, conflicts, steps, state }: StagingInput,
) {
  const open = new Set(conflicts.map(({ path }) => path));
  const paths = new Set(steps.flatMap((step) => (step.type === 'move' ? [step.from, step.path] : [step.path])));
  const inProgress = state !== null && state.kind !== 'none' && state.kind !== 'merged';
  const entries = new Map(sources.index.filter(({ stage }) => stage === 0).map((entry) => [entry.path, entry]));
  for (const id of inProgress ? touched : []) {
    for (const [path, file] of items.get(id) ?? []) {
      const name = path.replace('/', `/${id}/`);
      if (!isSameFile(file, entries.get(sources.inWorktree(name)))) paths.add(name);
    }
  }
  const settled = new Set<string>();
  for (const path of unmerged) {
    const inRoot = sources.inRoot(path);
    if (inRoot === null || itemOf(inRoot) === null || open.has(inRoot)) continue;
    paths.add(inRoot);
    settled.add(inRoot);
  }
  // A file that nobody has added is moved along with its item, and stays a file that nobody has added.
  const known = new Set(
    [
      ...sources.index.map(({ path }) => sources.inRoot(path)),
      ...namesIn(base),
      ...namesIn(ours),
      ...namesIn(theirs),
    ].map((path) => path?.replace(/^[^/]+\//, '') ?? ''),
  );
  // One of two that have one name gets another, and is as known as the other one.
  const isKnown = (path: string): boolean => {
    const name = path.replace(/^[^/]+\//, '');
    return (
      known.has(name) ||
      known.has(name.replace(/~(?:open|pending|closed)$/, '')) ||
      /^[^/]+\/(?:[^/]+\.md|digest\.json)$/.test(name)
    );
  };
  // Where only the index tells of a conflict, it is left as it tells it.
  const isMarkedAlready = (path: string): boolean => state?.kind === 'stages' && unmerged.has(sources.inWorktree(path));
  const stageOf = (path: string, tree: TreeState, stage: number) => {
    const [, id = '', name = ''] = /^[^/]+\/([^/]+)\/(.+)$/s.exec(path) ?? [];
    const [, file] = entryNamed(tree.get(id), name) ?? [];
    return file ? [{ path: sources.inWorktree(path), stage, ...file }] : [];
  };
  return {
    settled,
    paths: [...paths].filter((path) => !open.has(path) && isKnown(path)).map((path) => sources.inWorktree(path)),
    conflicts: [...open]
      .filter((path) => !isMarkedAlready(path))
      .flatMap((path) => [...stageOf(path, base, 1), ...stageOf(path, ours, 2), ...stageOf(path, theirs, 3)]),
  };
}

function namesIn(tree: TreeState): string[] {
  return [...tree].flatMap(([id, files]) => [...files.keys()].map((path) => path.replace('/', `/${id}/`)));
}

/** The item that a path below the root belongs to. */
export function itemOf(path: string | null): string | null {
  return /^(?:open|pending|closed)\/([^/]+)\/./s.exec(path ?? '')?.[1] ?? null;
}
