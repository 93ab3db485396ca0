import { RULES } from '../doctor/all-rules.ts';
import type { ItemsChecked } from '../doctor/check-items.ts';
import { type ShareChecked, shareChecker } from '../doctor/check-share.ts';
import { shareGlancer } from '../doctor/glance-share.ts';
import { shareUnpacker } from '../doctor/packed-share.ts';
import { asksAll } from '../doctor/plain/glance-rules.ts';
import { gitHistory } from '../git/git-history.ts';
import { itemPath } from '../store/item-path.ts';
import { readItem } from '../store/read-checked-item.ts';
import { readValidText } from '../store/read-file.ts';
import { readPlainFiles } from '../store/read-plain-files.ts';
import { placesIn } from '../store/read-tree.ts';
import type { ThreadPool } from '../threads/thread-pool.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { History } from '../tickets/history.ts';
import type { CheckOptions, CheckResult } from './check.ts';
import { type CheckSetup, withSetup } from './check-setup.ts';
import { joinPlaces, SHARE, type ShareInput } from './check-share-task.ts';
import { type CheckThreads, startCheckThreads } from './check-threads.ts';
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
    const places = [...placesIn(setup.layout)];
    const pool = threads ?? startCheckThreads(workspace, places.length);
    try {
      return setup.conclude(await checkPlaces(setup, places, pool, workspace.onProgress));
    } finally {
      pool.close();
    }
  });
  return { root: workspace.root.path, findings: findings.map(({ finding }) => finding), summary };
}

async function checkPlaces(
  { root, context, scope }: CheckSetup,
  places: readonly ItemPlace[],
  pool: ThreadPool<ShareInput, ShareChecked>,
  onProgress: Workspace['onProgress'],
): Promise<ItemsChecked> {
  const isWanted = ({ status, id }: ItemPlace): boolean => !scope || scope({ item: id, path: `${status}/${id}` });
  const glanceAt = shareGlancer(context.now, asksAll(RULES));
  const check = shareChecker({ rules: RULES, context, keepRepairs: false });
  const unpack = shareUnpacker(RULES);
  const placesOf = (share: number): readonly ItemPlace[] => places.slice(share * SHARE, (share + 1) * SHARE);
  const checkAll = (chosen: readonly ItemPlace[]): ShareChecked => {
    const placeAt = (index: number): ItemPlace => chosen[index] as ItemPlace;
    const isWantedAt = (index: number): boolean => isWanted(placeAt(index));
    const seen = glanceAt({
      length: chosen.length,
      plainAt: (index) => readPlainFiles(root, placeAt(index)),
      isWanted: isWantedAt,
    });
    return check(seen, {
      itemAt: (index) => readItem(root, placeAt(index)),
      textAt: (index, path) => readValidText(itemPath(root, placeAt(index), path)),
      isWanted: isWantedAt,
    });
  };
  const shares = await pool.run({
    input: {
      root,
      places: joinPlaces(places),
      wanted: scope ? Uint8Array.from(places, (place) => Number(isWanted(place))) : null,
      now: context.now.getTime(),
      asksAll: asksAll(RULES),
    },
    shares: Math.ceil(places.length / SHARE),
    work: (share) => checkAll(placesOf(share)),
    onShare: (done) => onProgress(Math.min(done * SHARE, places.length), places.length),
    unpack: (sent, share) => unpack(sent as string, placesOf(share)),
  });
  const checked: ItemsChecked = { facts: [], found: [], items: 0 };
  for (const [share, { facts, found, items, left }] of shares.entries()) {
    for (const each of facts) if (each) checked.facts.push(each);
    const own = placesOf(share);
    const late = left.length > 0 ? checkAll(left.map((index) => own[index] as ItemPlace)).found : [];
    for (const each of [...found, ...late]) checked.found.push(each);
    checked.items += items;
  }
  return checked;
}
