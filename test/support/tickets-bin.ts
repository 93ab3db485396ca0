import { fileURLToPath } from 'node:url';

/** The executable under test: this repository's, or that of the build that TICKETS_BIN names. */
export const ticketsBin: string =
  process.env.TICKETS_BIN || fileURLToPath(new URL('../../bin/tickets.js', import.meta.url));
