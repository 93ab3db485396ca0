import { faulty } from './faults.ts';
import { onDisk, type Program } from './on-disk.ts';
import { LATER, OPERATIONS, startOf } from './store-operations.ts';

/** Every operation releases the lock when all is done and durable: no call that changes or syncs anything comes after that. */
export async function releasedLast(program: Program): Promise<string[]> {
  const problems: string[] = [];
  for (const operation of OPERATIONS.filter(({ name }) => name !== 'init')) {
    const { disk, calls } = faulty(await startOf(program, operation.from), 'crash', Number.POSITIVE_INFINITY);
    await onDisk(program, disk, () => operation.run(program, LATER));
    const release = calls.findLastIndex((call) => /^unlink .*\/\.lock$/.test(call));
    const after = calls.slice(release + 1).filter((call) => !/^(?:close|lstat|lstatIfThere|fstat|read\w*) /.test(call));
    if (release < 0 || after.length > 0) problems.push(`${operation.name}: ${release < 0 ? 'no release' : after}`);
  }
  return problems;
}
