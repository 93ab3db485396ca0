/**
 * Why a program could not be run, or could not be told all that it should read; undefined where it ran. One that failed
 * before it had read everything says itself why.
 */
export function runError({ error, status }: { error?: Error | undefined; status: number | null }): Error | undefined {
  const hasFailed = status !== null && status !== 0;
  return hasFailed && (error as NodeJS.ErrnoException | undefined)?.code === 'EPIPE' ? undefined : error;
}
