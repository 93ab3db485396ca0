import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { type Job, type JobMessage, takeShare, type WorkerMessage, type WorkerStart } from './job.ts';
import { workerEntry } from './worker-entry.ts';

/** Workers that help with the jobs of one task, one job at a time. */
export interface ThreadPool<Input, Result> {
  /**
   * Does a job together with the workers, and gives the results in the order of the shares. Nothing depends on the
   * workers: what one of them has taken and does not deliver, since it failed or died, is done here.
   */
  run: (job: Job<Input, Result>) => Promise<Result[]>;
  /** Stops the workers. */
  close: () => void;
}

interface Helper {
  worker: Worker;
  port: MessagePort;
  /** The number of the last job of which it has nothing more to tell. */
  finished: number;
  isGone: boolean;
}

/**
 * Starts workers for a task that `src/worker.ts` names. They get ready while this thread does other things: the earlier
 * they are started, the more they help. They keep no process alive.
 */
export function startThreadPool<Input, Result>(
  task: string,
  workers: number,
  entry: URL = workerEntry(),
): ThreadPool<Input, Result> {
  let jobs = 0;
  /** Called when a worker has told something, or is gone. */
  let wake = (): void => undefined;
  const helpers = Array.from({ length: workers }, () => startHelper(task, entry, () => wake())).filter(
    (helper) => helper !== null,
  );

  async function run({ input, shares, work, onShare }: Job<Input, Result>): Promise<Result[]> {
    jobs += 1;
    const results = new Map<number, Result>();
    const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const job: JobMessage = { number: jobs, input, shares, next };
    const receive = (helper: Helper, message: WorkerMessage): void => {
      if (message.share === null) helper.finished = message.number;
      else if (message.number === job.number) {
        const { share, result } = message;
        results.set(share, result as Result);
      }
    };
    const receiveAll = (): void => {
      for (const helper of helpers) {
        for (let sent = receiveMessageOnPort(helper.port); sent; sent = receiveMessageOnPort(helper.port)) {
          receive(helper, sent.message);
        }
      }
    };
    for (const { port } of helpers) port.postMessage(job);
    for (let share = takeShare(job); share !== null; share = takeShare(job)) {
      results.set(share, work(share));
      receiveAll();
      onShare?.(results.size);
    }
    const isBusy = ({ isGone, finished }: Helper): boolean => !isGone && finished < job.number;
    // One that is not ready yet has taken nothing: it is not waited for where nothing is missing.
    while (results.size < shares && helpers.some(isBusy)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        for (const helper of helpers.filter(isBusy)) {
          helper.worker.ref();
          helper.port.on('message', (message: WorkerMessage) => {
            receive(helper, message);
            onShare?.(results.size);
            resolve();
          });
        }
      });
      for (const { worker, port } of helpers) {
        worker.unref();
        port.removeAllListeners('message');
      }
      // What one that is gone had told before counts.
      receiveAll();
    }
    return Array.from({ length: shares }, (_, share) =>
      results.has(share) ? (results.get(share) as Result) : work(share),
    );
  }

  function close(): void {
    for (const { worker, port } of helpers) {
      port.close();
      void worker.terminate();
    }
  }

  return { run, close };
}

/** What a share leaves behind is garbage: a larger room for it, which V8 gives by default, only takes memory. */
const YOUNG_MEGABYTES = 4;

/** Starts a worker; null where that cannot be, since threads are a help and nothing more. */
function startHelper(task: string, entry: URL, onLeave: () => void): Helper | null {
  const { port1: port, port2 } = new MessageChannel();
  const start: WorkerStart = { task, port: port2 };
  let worker: Worker;
  try {
    worker = new Worker(entry, {
      workerData: { ticketsPool: start },
      transferList: [port2],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES, maxOldGenerationSizeMb: 64 },
    });
  } catch {
    // Node was told to allow none, or the system has no thread left.
    port.close();
    return null;
  }
  const helper: Helper = { worker, port, finished: 0, isGone: false };
  const leave = (): void => {
    helper.isGone = true;
    onLeave();
  };
  // Why it failed does not matter: what it leaves undone is done by this thread, which meets the same error.
  worker.on('error', leave).on('exit', leave);
  worker.unref();
  return helper;
}
