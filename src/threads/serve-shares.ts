import { isMainThread, workerData } from 'node:worker_threads';
import { type JobMessage, type Task, takeShare, type WorkerMessage, type WorkerStart } from './job.ts';

/** The tasks that workers know, by name. Each is loaded by the workers that need it alone. */
export type Tasks = Record<string, () => Promise<Task<never, unknown>>>;

/** Serves as a worker of a thread pool until the pool is closed. Returns whether this thread is one. */
export function serveShares(tasks: Tasks): boolean {
  const start: WorkerStart | undefined = isMainThread ? undefined : workerData?.ticketsPool;
  if (!start) return false;
  const load = tasks[start.task];
  if (!load) throw new Error(`no task is called ${start.task}`);
  // A failure ends this thread, and the one that started it learns of that.
  void load().then((begin) => serve(begin, start.port));
  return true;
}

function serve(begin: Task<never, unknown>, port: WorkerStart['port']): void {
  const doShares = async (job: JobMessage): Promise<void> => {
    const tell = (message: WorkerMessage): void => port.postMessage(message);
    const { number } = job;
    try {
      let share = takeShare(job);
      const work = share === null ? null : begin(job.input as never);
      for (; share !== null && work !== null; share = takeShare(job)) {
        const made = work(share);
        tell({ number, share, result: made instanceof Promise ? await made : made });
      }
    } finally {
      // Whatever went wrong: the thread that wants the result does the share again, and meets the same error itself.
      tell({ number, share: null });
    }
  };
  port.on('message', doShares);
}
