import { RULES } from '../doctor/all-rules.ts';
import type { ItemsChecked } from '../doctor/check-items.ts';
import { type ShareChecked, shareChecker } from '../doctor/check-share.ts';
import { shareGlancer } from '../doctor/glance-share.ts';
import { shareUnpacker } from '../doctor/packed-share.ts';
import { asksAll } from '../doctor/plain/glance-rules.ts';
import { gitHistory } from '../git/git-history.ts';
import { placesIn } from '../store/read-tree.ts';
import type { History } from '../tickets/history.ts';
import type { ListedPlace } from '../tickets/tree.ts';
import type { CheckOptions, CheckResult } from './check.ts';
import { type CheckSetup, withSetup } from './check-setup.ts';
import { SHARE, sharePlaces } from './check-share-task.ts';
import { type CheckThreads, startCheckThreads } from './check-threads.ts';
import { shareReader } from './share-reader.ts';
import type { Workspace } from './workspace.ts';

/**
 * The same as `check`, together with other threads where the tree is large. They find nothing else: what a worker does not
 * know is asked here, and what it does not deliver is done here.
 */
export async function checkInThreads(
  workspace: Workspace,
  options: CheckOptions = {},
  { history = gitHistory(workspace.root.project), threads }: { history?: History; threads?: CheckThreads } = {},
): Promise<CheckResult> {
  const { findings, summary } = await withSetup(workspace, options, { repaired: new Map(), history }, async (setup) => {
    const pool = threads ?? startCheckThreads(workspace);
    let collect: () => ItemsChecked;
    try {
      collect = await checkPlaces(setup, pool, workspace.onProgress);
    } finally {
      pool.close();
    }
    // What the threads sent takes the room that they had.
    return setup.conclude(collect());
  });
  return { root: workspace.root.path, findings: findings.map(({ finding }) => finding), summary };
}

/** Checks the items of a tree; what comes of that is put together when it is asked for. */
async function checkPlaces(
  { root, layout, context, scope }: CheckSetup,
  pool: CheckThreads,
  onProgress: Workspace['onProgress'],
): Promise<() => ItemsChecked> {
  const places = [...placesIn(layout)];
  const isWanted = ({ id, path }: ListedPlace): boolean => !scope || scope({ item: id, path });
  const glanceAt = shareGlancer(context.now, asksAll(RULES));
  const check = shareChecker({ rules: RULES, context, keepRepairs: false });
  const unpack = shareUnpacker(RULES);
  const placesOf = (share: number): readonly ListedPlace[] => places.slice(share * SHARE, (share + 1) * SHARE);
  const checkAll = (chosen: readonly ListedPlace[]): ShareChecked => {
    const placeAt = (index: number): ListedPlace => chosen[index] as ListedPlace;
    const reader = shareReader(root, placeAt, (index) => isWanted(placeAt(index)));
    return check(glanceAt({ length: chosen.length, ...reader }), reader);
  };
  const shares = await pool.run({
    input: {
      root,
      places: sharePlaces(places),
      wanted: scope ? Uint8Array.from(places, (place) => Number(isWanted(place))) : null,
      now: context.now.getTime(),
      asksAll: asksAll(RULES),
    },
    shares: Math.ceil(places.length / SHARE),
    work: (share) => checkAll(placesOf(share)),
    onShare: (done) => onProgress(Math.min(done * SHARE, places.length), places.length),
  });
  return () => {
    const checked: ItemsChecked = { facts: [], found: [], items: 0 };
    for (let share = 0; share < shares.length; share += 1) {
      const each = shares[share] as ShareChecked | string;
      // Let go one after the other: a large tree has a thousand of them.
      shares[share] = '';
      const own = placesOf(share);
      const { facts, found, items, left } = typeof each === 'string' ? unpack(each, own) : each;
      for (const fact of facts) if (fact) checked.facts.push(fact);
      const late = left.length > 0 ? checkAll(left.map((index) => own[index] as ListedPlace)).found : [];
      for (const report of [...found, ...late]) checked.found.push(report);
      checked.items += items;
    }
    return checked;
  };
}
