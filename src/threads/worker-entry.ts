/** Put in by a build that makes one file of everything; not there in any other. */
declare const __TICKETS_ONE_FILE__: boolean | undefined;

/**
 * Where a worker starts: `worker.cjs` of the build, which calls `serveShares`. A build that is one file starts itself
 * again: its first statement must then be the call of `serveShares`, and nothing else may run where it returns true.
 */
export function workerEntry(here: string = import.meta.url): URL {
  if (typeof __TICKETS_ONE_FILE__ !== 'undefined' && __TICKETS_ONE_FILE__) return new URL(here);
  // The program, and what parts of the library share, are one directory deeper.
  return new URL(/\/(?:chunks|program)\/[^/]*$/.test(here) ? '../worker.cjs' : './worker.cjs', here);
}
