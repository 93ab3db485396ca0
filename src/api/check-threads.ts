import type { ShareChecked } from '../doctor/check-share.ts';
import { guessSize } from '../store/guess-size.ts';
import { startThreadPool, type ThreadPool } from '../threads/thread-pool.ts';
import { workerCount } from '../threads/worker-count.ts';
import type { ShareInput } from './check-share-task.ts';
import type { Workspace } from './workspace.ts';

/** Threads that help with a check. */
export type CheckThreads = ThreadPool<ShareInput, ShareChecked>;

/** For fewer items, starting a worker takes longer than it saves. */
const LEAST_ITEMS = 1000;

/**
 * Starts the threads that help with the check of a tree; none for a small one. A program that knows what it will do starts
 * them before it gets ready itself. `items`: how many there are, where that is known.
 */
export function startCheckThreads(
  { root, env }: Pick<Workspace, 'root' | 'env'>,
  items: number = guessSize(root.path),
): CheckThreads {
  return startThreadPool('check-shares', items < LEAST_ITEMS ? 0 : workerCount(env));
}
