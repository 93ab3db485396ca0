import { errorCode } from './error-code.ts';

/**
 * For a step that may fail without harm, since the next command does it: clearing away what is nobody's. Errors of the
 * system end here, all others are thrown.
 */
export function tolerate(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}
