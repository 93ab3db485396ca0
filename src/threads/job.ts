/**
 * Work in shares, each of which any thread can do. A thread that is free takes the next share, so that a slow thread does
 * fewer of them, and one that starts late misses nothing.
 */
export interface Job<Input, Result> {
  /** What all shares have in common: a value that can be copied to another thread. */
  input: Input;
  /** How many there are. */
  shares: number;
  /** Does one of them, by its number, in the thread that wants the results. */
  work: (share: number) => Result;
  /** Told how many shares are done. */
  onShare?: (done: number) => void;
  /** Makes a result of what a worker sent. Default: that is one already. */
  unpack?: (sent: unknown, share: number) => Result;
}

/** What a worker does with a job's input: gets ready once, and then does shares. The results are copied, too. */
export type Task<Input, Result> = (input: Input) => (share: number) => Result | Promise<Result>;

/** What a worker is started with. */
export interface WorkerStart {
  task: string;
  port: MessagePort;
}

/** What a worker is told: that there is a job. */
export interface JobMessage {
  number: number;
  input: unknown;
  shares: number;
  /** The number of the next share that nobody has taken, in memory that all threads share. */
  next: Int32Array;
}

/** What a worker tells: the result of a share, or that it takes no more of this job. */
export type WorkerMessage = { number: number; share: number; result: unknown } | { number: number; share: null };

type MessagePort = import('node:worker_threads').MessagePort;

/** Takes the next share; null where all are taken. */
export function takeShare({ next, shares }: Pick<JobMessage, 'next' | 'shares'>): number | null {
  const share = Atomics.add(next, 0, 1);
  return share < shares ? share : null;
}
