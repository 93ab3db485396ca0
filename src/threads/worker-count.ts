import { availableParallelism } from 'node:os';

/** More threads than this make the disk, or the one that puts the results together, the slowest part. */
const MOST_THREADS = 4;

/**
 * How many workers help this thread: none on a machine with one core. `TICKETS_THREADS` in the environment is the number
 * of threads in all, for machines that have fewer cores to give than they seem to: 1 is none but this one.
 */
export function workerCount(env: Record<string, string | undefined>): number {
  const wanted = env.TICKETS_THREADS ?? '';
  const threads = /^[1-9]\d{0,2}$/.test(wanted) ? Number(wanted) : Math.min(availableParallelism(), MOST_THREADS);
  return threads - 1;
}
