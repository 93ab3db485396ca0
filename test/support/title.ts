import type fc from 'fast-check';
import { checkTitle } from '../../src/tickets/check-value.ts';
import { TicketsError } from '../../src/tickets/tickets-error.ts';
import { hostileLine } from './hostile-line.ts';

/** Every text that passes as a title. */
export const title: fc.Arbitrary<string> = hostileLine
  .map((text) => {
    try {
      return checkTitle(text);
    } catch (error) {
      if (error instanceof TicketsError) return '';
      throw error;
    }
  })
  .filter((text) => text !== '');
