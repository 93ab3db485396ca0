import { serveShares, type Tasks } from './threads/serve-shares.ts';

/** What workers can be asked to do. */
const TASKS: Tasks = {};

// The last statement: a build that is one file runs the program where this thread is no worker.
await serveShares(TASKS);
