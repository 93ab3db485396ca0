import { availableParallelism } from 'node:os';

/**
 * How many workers help this thread: none on a machine with one core. `most`: how many threads there may be in all, whatever
 * the machine has. `TICKETS_THREADS` in the environment is the number
 * of threads in all, for machines that have fewer cores to give than they seem to: 1 is none but this one.
 */
export function workerCount(env: Record<string, string | undefined>, most: number): number {
  const wanted = env.TICKETS_THREADS ?? '';
  const threads = /^[1-9]\d{0,2}$/.test(wanted) ? Number(wanted) : Math.min(availableParallelism(), most);
  return threads - 1;
}
