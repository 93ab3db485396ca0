import { gitDirectory } from '../git/git-directory.ts';
import { type MergeKind, type MergeState, readMergeState } from '../git/merge-state.ts';
import { stageConflicts, stageMerged } from '../git/stage-merged.ts';
import { applyTree } from '../store/apply-tree.ts';
import { EDITED_SLUGS, EDITED_SLUGS_TEXT, hasEditedSlugs } from '../store/edited-slugs.ts';
import { hasEditedSlug } from '../tickets/has-edited-slug.ts';
import { itemText } from '../tickets/merge/item-text.ts';
import type { ItemConflict } from '../tickets/merge/merge-item.ts';
import type { SideNames } from '../tickets/merge/merge-lines.ts';
import { mergeTrees } from '../tickets/merge/merge-trees.ts';
import { type MovedEvent, moveEventsHome } from '../tickets/merge/move-events-home.ts';
import { sealItems } from '../tickets/merge/seal-items.ts';
import { settleCopies } from '../tickets/merge/settle-copies.ts';
import { type RenamedSlug, settleSlugs } from '../tickets/merge/settle-slugs.ts';
import {
  entryNamed,
  type ItemFiles,
  isMarked,
  isSameFile,
  isSameItem,
  nameInItem,
  type TreeState,
} from '../tickets/merge/tree-state.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { whileLocked } from './change-item.ts';
import { MergeSources } from './merge-sources.ts';
import { nextStep } from './next-step.ts';
import { keepOpenFiles, openFiles } from './open-files.ts';
import { itemOf, planStaging, stepsTo } from './plan-settling.ts';
import type { Workspace } from './workspace.ts';

export interface ResolveOptions {
  /** Say what would be done, and do nothing. */
  dryRun?: boolean;
}

/** What two sides say differently, and only a person can settle. */
export interface ResolveConflict extends ItemConflict {
  /** The file, relative to the root. */
  path: string;
}

export interface ResolveResult {
  root: string;
  /** What was being merged, or had been. */
  operation: MergeKind;
  /** What the sides of a conflict are called in the files. */
  sides: SideNames | null;
  /** The items whose files or index entries were brought into order. */
  items: string[];
  /** The files that were written, moved or removed, relative to the root. */
  files: string[];
  conflicts: ResolveConflict[];
  movedEvents: MovedEvent[];
  renamedSlugs: RenamedSlug[];
  /** Items that one side deleted and the other changed: they stay. */
  kept: string[];
  /** Paths in conflict that belong to no item, relative to the top of the worktree: they are left to git. */
  elsewhere: string[];
  /** The command of git that goes on from here; null where there is none, or something is left to settle first. */
  next: string | null;
}

/** The states that a settled tree is made of. */
interface Settled {
  items: Map<string, ItemFiles>;
  touched: Set<string>;
  conflicts: ItemConflict[];
  kept: string[];
  base: TreeState;
  ours: TreeState;
  theirs: TreeState;
}

/**
 * Settles the whole tree by item id: in a merge, rebase, cherry-pick, revert or stash that stopped in conflict, after a merge
 * that went through, or where an earlier one left something in the wrong place. What a person has changed since git merged is
 * kept. Stages what it settles. Repeating it changes nothing.
 */
export function resolve(workspace: Workspace, options: ResolveOptions = {}): ResolveResult {
  const root = workspace.root.path;
  const git = gitDirectory(root);
  if (!git) throw new TicketsError('git', `${root} is in no git repository`, 'without one, there are no merges');
  return whileLocked(workspace, () => resolveLocked(root, git.worktree, options));
}

function resolveLocked(root: string, worktree: string, { dryRun = false }: ResolveOptions): ResolveResult {
  const state = readMergeState(worktree);
  const sources = new MergeSources(worktree, root);
  const names = sideNames(state, sources);
  const settled = settle(state, sources, names);
  const { items, contents } = { items: settled.items, contents: sources.contents };
  const looked = state && state.kind !== 'none' ? settled.touched : items.keys();
  const ids = [...looked];
  sources.prefetch([items], ids);
  const copies = settleCopies(items, ids, { names, contents });
  if (state?.kind === 'stages') keepOpenFiles(items, sources);
  const home = moveEventsHome(items, ids, contents);
  const renamedSlugs = settleSlugs(items, settled, contents);
  const { ours } = settled;
  // The other sides of a conflict of which only the index tells are put together from it: their seals are those of ours.
  sealItems(items, ids, state?.kind === 'stages' ? { base: ours, ours, theirs: ours } : settled, contents);

  const { unmerged } = sources;
  const told = [...settled.conflicts, ...copies.conflicts]
    .filter((conflict) => isOpen(conflict, state, sources, unmerged))
    .map((conflict) => ({ ...conflict, path: pathOf(items, conflict) }));
  const untold = openFiles(items, sources).filter(({ path }) => !told.some((conflict) => conflict.path === path));
  const conflicts = [...told, ...untold];
  const steps = stepsTo(items, sources, home);
  const staging = planStaging(items, settled, sources, { unmerged, conflicts, steps, state });
  // A side may bring such a slug without the note: a program that knew of none wrote it, or the note was not committed.
  const needsNote = (): boolean => renamedSlugs.length > 0 || hasEditedSlugIn(items, settled.touched, sources);
  const isNoted = !hasEditedSlugs(root) && needsNote();
  // It comes first: an item must not have such a slug without it.
  if (isNoted) {
    steps.unshift({ type: 'write', path: EDITED_SLUGS, bytes: Buffer.from(EDITED_SLUGS_TEXT), executable: false });
  }
  const files = [
    ...new Set(steps.flatMap((step) => (step.type === 'move' ? [step.from, step.path] : [step.path]))),
  ].sort();
  if (!dryRun) {
    applyTree(root, steps);
    const note = sources.inWorktree(EDITED_SLUGS);
    // A run that was stopped may have left it unstaged.
    const isWanted = isNoted || (sources.untracked.has(note) && hasEditedSlugIn(items, settled.touched, sources));
    try {
      stageMerged(worktree, isWanted ? [...staging.paths, note] : staging.paths);
      stageConflicts(worktree, staging.conflicts);
    } catch (error) {
      throw steps.length > 0 ? notStaged(error) : error;
    }
  }
  const changed = new Set([...files, ...staging.settled].map((path) => path.split('/')[1] ?? ''));
  const operation = state?.kind ?? 'none';
  return {
    root,
    operation,
    sides: state && state.theirs.length > 0 ? names : null,
    items: [...changed].filter((id) => id !== '').sort(),
    files,
    conflicts,
    movedEvents: home.moved,
    renamedSlugs,
    kept: settled.kept,
    elsewhere: [...unmerged].filter((path) => itemOf(sources.inRoot(path)) === null).sort(),
    next: dryRun || conflicts.length > 0 ? null : nextStep(worktree, operation, changed.size > 0),
  };
}

/** An error of git, where the files are written already. */
function notStaged(error: unknown): unknown {
  if (!(error instanceof TicketsError)) return error;
  return new TicketsError(
    'partly-applied',
    `the files are settled, but not staged: ${error.message}`,
    'the same command does the rest',
  );
}

/** Whether one of these items has a slug that its id does not end with. */
function hasEditedSlugIn(items: TreeState, ids: Iterable<string>, { contents }: MergeSources): boolean {
  return [...ids].some((id) => hasEditedSlug(id, itemText(items.get(id), contents)?.text ?? ''));
}

function sideNames(state: MergeState | null, sources: MergeSources): SideNames {
  const [theirs] = state?.theirs ?? [];
  if (!state || theirs === undefined) return { ours: 'HEAD', theirs: 'the other side' };
  return { ours: state.kind === 'merged' ? sources.name(state.ours) : 'HEAD', theirs: sources.name(theirs) };
}

/** What the tree should be: what the sides merge to, with what people changed since git merged them on top. */
function settle(state: MergeState | null, sources: MergeSources, names: SideNames): Settled {
  const { contents, current } = sources;
  const nothing = { items: new Map(current), touched: new Set<string>(), conflicts: [], kept: [] };
  if (!state || state.kind === 'none') return { ...nothing, base: current, ours: current, theirs: current };
  const { base, ours, theirs, merged } = mergeSides(state, sources, names);
  const auto = autoMerge(state, sources, theirs);
  const changed = [...new Set([...merged.items.keys(), ...auto.keys(), ...current.keys()])].filter(
    (id) => merged.touched.has(id) || !isSameItem(current.get(id), auto.get(id)),
  );
  sources.prefetch([auto, merged.items, current], changed);
  const options = { names, contents, prefer: 'theirs' as const, standing: merged.conflicts };
  const final = mergeTrees(auto, merged.items, current, options);
  return { ...final, kept: merged.kept, touched: new Set([...merged.touched, ...final.touched]), base, ours, theirs };
}

function mergeSides(state: MergeState, sources: MergeSources, names: SideNames) {
  const ours = sources.at(state.ours);
  const { contents } = sources;
  const merge = (base: TreeState, one: TreeState, other: TreeState) => {
    const both = [...one.keys()].filter(
      (id) => !isSameItem(one.get(id), base.get(id)) && !isSameItem(one.get(id), other.get(id)),
    );
    sources.prefetch([base, one, other], both);
    return mergeTrees(base, one, other, { names, contents });
  };
  if (state.kind === 'stages') {
    const { base, theirs } = sources.stages(state);
    return { base, ours, theirs, merged: merge(base, ours, theirs) };
  }
  const [first = state.ours, ...others] = state.theirs;
  const theirs = sources.at(state.kind === 'revert' && state.theirs.length === 0 ? null : first);
  const base = state.base === undefined ? sources.base(state.ours, [first]) : sources.at(state.base);
  let merged = merge(base, ours, theirs);
  // An octopus: one after the other.
  for (const [index, other] of others.entries()) {
    const before = [state.ours, first, ...others.slice(0, index)];
    const next = merge(sources.base(other, before), merged.items, sources.at(other));
    merged = {
      ...next,
      touched: new Set([...merged.touched, ...next.touched]),
      conflicts: [...merged.conflicts, ...next.conflicts],
      kept: [...merged.kept, ...next.kept],
    };
  }
  return { base, ours, theirs, merged };
}

/** The tree that git made before any person touched it: what differs from it is somebody's decision. */
function autoMerge(state: MergeState, sources: MergeSources, theirs: TreeState): TreeState {
  if (state.auto !== null) return sources.at(state.auto);
  const isMerge = state.kind === 'merge' || state.kind === 'merged';
  const [other, ...more] = state.theirs;
  if (isMerge && other !== undefined && more.length === 0) {
    return sources.plainMerge(state.ours, other, state.kind === 'merged' ? sources.at('HEAD') : sources.current);
  }
  if (state.kind === 'merged') return sources.at('HEAD');
  // Nothing tells what git made. A file with the lines of a conflict, or as a side has it, is taken for git's.
  const sides = [sources.at(state.ours), theirs, ...state.theirs.map((commit) => sources.at(commit))];
  return new Map(
    [...sources.current].flatMap(([id, files]): [string, ItemFiles][] => {
      const own = [...files].filter(
        ([path, file]) =>
          sides.some((side) => isSameFile(side.get(id)?.get(path), file)) || isMarked(file, sources.contents),
      );
      return own.length > 0 ? [[id, new Map(own)]] : [];
    }),
  );
}

/**
 * A conflict about a file without lines is settled when somebody has staged the file; not where git knows of none, because
 * each side has the file in another directory.
 */
function isOpen(
  conflict: ItemConflict,
  state: MergeState | null,
  sources: MergeSources,
  unmerged: ReadonlySet<string>,
): boolean {
  if (conflict.field !== conflict.file || state?.kind === 'none') return true;
  const here = [...(sources.current.get(conflict.item)?.keys() ?? [])];
  if (here.filter((path) => nameInItem(path) === conflict.file).length > 1) return true;
  const suffix = `/${conflict.item}/${conflict.file}`;
  return [...unmerged].some((path) => sources.inRoot(path)?.endsWith(suffix));
}

function pathOf(items: TreeState, { item, file }: ItemConflict): string {
  const [path] = entryNamed(items.get(item), file) ?? [];
  const status = path?.slice(0, path.indexOf('/')) ?? 'open';
  return `${status}/${item}/${file}`;
}
