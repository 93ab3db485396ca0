import { errorCode } from './error-code.ts';

/** Whether something that was thrown is an error of the system with one of these codes. */
export function hasErrorCode(error: unknown, ...codes: readonly string[]): boolean {
  const code = errorCode(error);
  return code !== undefined && codes.includes(code);
}
