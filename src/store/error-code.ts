/** The code of a system error (`ENOENT`, `EACCES`, …); undefined for anything else, our own errors included. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return undefined;
  return /^E[A-Z0-9]+$/.test(error.code) ? error.code : undefined;
}
