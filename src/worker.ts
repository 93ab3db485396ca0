import { serveShares } from './threads/serve-shares.ts';

/** What workers can be asked to do. In a build that is one file, the program runs where this is false. */
export const isWorker = serveShares({
  'check-shares': async () => (await import('./api/check-share-task.ts')).checkShares,
});
