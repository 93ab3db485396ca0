/**
 * 16 hex digits that no other process has had. Unlike, but no secret: V8's numbers begin with ones from the system in every
 * process, and what makes secret ones takes Node 4 ms to load.
 */
export function newNonce(): string {
  return eightDigits() + eightDigits();
}

function eightDigits(): string {
  return Math.floor(Math.random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
}
