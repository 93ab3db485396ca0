import { compareSeal } from '../digest/compare-seal.ts';
import { parseDigest } from '../digest/parse-digest.ts';
import { sealOf } from '../digest/seal.ts';
import type { Contents, ItemFiles, TreeState } from './tree-state.ts';

const SEAL = 'closed/digest.json';

/** The trees that a merge was made of; where nothing is merged, all are the tree as it is. */
interface Sides {
  base: TreeState;
  ours: TreeState;
  theirs: TreeState;
}

/**
 * Folds the logs of the items that are named anew: one that ended has the seal of the log that it has now, and one that goes
 * on has none. Where a side had a seal that its own log contradicts, the seal stays: it is the evidence of that.
 */
export function sealItems(
  items: Map<string, ItemFiles>,
  ids: Iterable<string>,
  sides: Sides,
  contents: Contents,
): void {
  for (const id of ids) {
    const files = items.get(id);
    if (!files) continue;
    if (![...files.keys()].some((path) => path.startsWith('closed/'))) {
      const rest = [...files].filter(([path]) => !/^[^/]+\/digest\.json$/.test(path));
      if (rest.length < files.size) items.set(id, new Map(rest));
      continue;
    }
    const thread = files.get('closed/thread.md');
    const seal = files.get(SEAL);
    const hasEnded = !sides.base.get(id)?.has('closed/thread.md');
    if (!thread || (!seal && !hasEnded)) continue;
    const { base, ours, theirs } = sides;
    if ([base, ours, theirs].some((side) => isContradicted(id, side.get(id), contents))) continue;
    const text = Buffer.from(sealOf(id, contents.get(thread.oid)));
    items.set(id, new Map([...files, [SEAL, { mode: seal?.mode ?? '100644', oid: contents.add(text) }]]));
  }
}

function isContradicted(id: string, files: ItemFiles | undefined, contents: Contents): boolean {
  const [thread, seal] = [files?.get('closed/thread.md'), files?.get(SEAL)];
  if (!thread || !seal) return false;
  const digest = parseDigest(Buffer.from(contents.get(seal.oid)).toString());
  return (
    digest !== null &&
    digest.item === id &&
    compareSeal(digest, 'closed', Buffer.from(contents.get(thread.oid))) === 'changed'
  );
}
