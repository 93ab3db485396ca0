import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a step with a directory of its own outside of the tree, which is gone when the step or its promise is done. */
export function withTemporaryDirectory<T>(step: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'tickets-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  let result: T;
  try {
    result = step(directory);
  } catch (error) {
    remove();
    throw error;
  }
  if (result instanceof Promise) return result.finally(remove) as T;
  remove();
  return result;
}
