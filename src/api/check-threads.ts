import type { ShareChecked } from '../doctor/check-share.ts';
import { guessSize } from '../store/guess-size.ts';
import { startThreadPool, type ThreadPool } from '../threads/thread-pool.ts';
import { workerCount } from '../threads/worker-count.ts';
import type { ShareInput } from './check-share-task.ts';
import type { Workspace } from './workspace.ts';

/** Threads that help with a check. What a worker sends is packed. */
export type CheckThreads = ThreadPool<ShareInput, ShareChecked | string>;

/** For fewer items, starting a worker takes longer than it saves. */
const LEAST_ITEMS = 1000;

/** More threads than this make the disk, or the one that puts the results together, the slowest part. */
const MOST_THREADS = 4;

/** With so many items, the findings take the memory that more threads than a few would need: some 20 MB each. */
const MANY_ITEMS = 50_000;
const FEW_THREADS = 2;

/**
 * Starts the threads that help with the check of a tree; none for a small one. A program that knows what it will do starts
 * them before it gets ready itself.
 */
export function startCheckThreads({ root, env }: Pick<Workspace, 'root' | 'env'>): CheckThreads {
  const items = guessSize(root.path);
  const most = items < MANY_ITEMS ? MOST_THREADS : FEW_THREADS;
  return startThreadPool('check-shares', items < LEAST_ITEMS ? 0 : workerCount(env, most));
}
