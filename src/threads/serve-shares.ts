import { isMainThread, workerData } from 'node:worker_threads';
import { type JobMessage, type Task, takeShare, type WorkerMessage, type WorkerStart } from './job.ts';

/** The tasks that workers know, by name. Each is loaded by the workers that need it alone. */
export type Tasks = Record<string, () => Promise<Task<never, unknown>>>;

/** Serves as a worker of a thread pool until the pool is closed, and returns true; false where this thread is none. */
export async function serveShares(tasks: Tasks): Promise<boolean> {
  const start: WorkerStart | undefined = isMainThread ? undefined : workerData?.ticketsPool;
  if (!start) return false;
  const { port } = start;
  const load = tasks[start.task];
  if (!load) throw new Error(`no task is called ${start.task}`);
  const begin = await load();
  port.on('message', (job: JobMessage) => {
    const tell = (message: WorkerMessage): void => port.postMessage(message);
    const { number } = job;
    try {
      let share = takeShare(job);
      const work = share === null ? null : begin(job.input as never);
      for (; share !== null && work !== null; share = takeShare(job)) tell({ number, share, result: work(share) });
    } finally {
      // Whatever went wrong: the thread that wants the result does the share again, and meets the same error itself.
      tell({ number, share: null });
    }
  });
  return true;
}
