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

/**
 * Starts the threads that help with the check of a tree; none for a small one. A program that knows what it will do starts
 * them before it gets ready itself.
 */
export function startCheckThreads({ root, env }: Pick<Workspace, 'root' | 'env'>): CheckThreads {
  return startThreadPool('check-shares', guessSize(root.path) < LEAST_ITEMS ? 0 : workerCount(env));
}
