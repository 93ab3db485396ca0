// A worker of a thread pool whose tasks do little, or go wrong in every way.
import { serveShares } from '../../src/threads/serve-shares.ts';

let count = 0;
const made = (share: number) => ({ share, by: 'worker' });
/** Lets the first share pass: then something that was delivered is there already. */
const later = (act: () => unknown) => async () => () => (share: number) => {
  count += 1;
  if (count > 1) act();
  return made(share);
};

await serveShares({
  double: async () => () => made,
  'never-ready': () => new Promise(() => undefined),
  fails: later(() => {
    throw new Error('a fault in the worker');
  }),
  exits: later(() => process.exit(0)),
  'makes-no-copy': async () => () => () => () => undefined,
});
