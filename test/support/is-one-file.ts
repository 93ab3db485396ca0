import { ticketsBin } from './tickets-bin.ts';

/** Whether the program under test is a build in one file, which is not all that a package has. Says what that leaves out. */
export function isOneFile(lacking: string): boolean {
  const isOne = ticketsBin.endsWith('.mjs');
  if (isOne) console.warn(`SKIPPED: a build in one file has no ${lacking}`);
  return isOne;
}
