import { type FaultKind, faulty } from './faults.ts';
import type { MemoryDisk } from './memory-disk.ts';
import { onDisk, type Program, workspaceAt } from './on-disk.ts';
import { ID, LATER, type Operation, ROOT, startOf } from './store-operations.ts';
import { wrongSeals } from './wrong-seals.ts';

export interface CrashReport {
  /** How many faults were injected, those during recovery among them. */
  injected: number;
  /** What was found that must not be. */
  problems: string[];
}

export type Tree = Record<string, string>;

/** How an operation ended for whoever called it. */
type End = 'done' | 'refused' | 'recorded' | 'crashed';

const MOST_PROBLEMS = 5;

/**
 * Makes every call of an operation fail in one way, one run each, until the operation makes no call that has not failed
 * once; then lets the next command recover, with a fault at every call of the recovery as well, and compares with the tree
 * before the operation and the one after it, byte for byte.
 */
export async function crashPoints(
  program: Program,
  operation: Operation,
  kind: FaultKind,
  now: string,
  recoveryFaults: readonly FaultKind[],
): Promise<CrashReport> {
  const report: CrashReport = { injected: 0, problems: [] };
  const start = await startOf(program, operation.from);
  const before = visible(start.tree());
  const finished = start.clone();
  await onDisk(program, finished, () => operation.run(program, now));
  const after = visible(finished.tree());
  report.problems.push(...wrongSeals(after).map((problem) => `${operation.name}: ${problem}`));
  const where = (n: number, call: string | undefined): string => `${operation.name}, ${kind} at call ${n} (${call})`;
  for (let n = 1; report.problems.length < MOST_PROBLEMS; n += 1) {
    const disk = start.clone();
    const { disk: bad, struck, calls } = faulty(disk, kind, n);
    const { end, error, message } = await run(program, bad, () => operation.run(program, now));
    if (!struck()) break;
    report.injected += 1;
    const place = where(n, end === 'crashed' ? calls.findLast(Boolean) : calls.at(-1));
    const wrong = (text: string): void => void report.problems.push(`${place}: ${text}`);
    if (error !== null) wrong(error);
    const tree = visible(disk.tree());
    // What doctor cannot read is a finding, and it ends well.
    const readsOn = operation.name.startsWith('doctor');
    if (end === 'done' && !readsOn && !same(tree, after))
      wrong(`reported as done, and is not: ${difference(tree, after)}`);
    if (end === 'refused' && !same(tree, before))
      wrong(`reported as refused (${message}), and is not: ${difference(tree, before)}`);
    const isRepeated = repeats(operation);
    const allowed = isRepeated || end === 'done' ? [after] : end === 'refused' ? [before] : [before, after];
    const judge = (recovered: MemoryDisk, how: string): void => {
      const found = recovered.tree();
      if (!allowed.some((each) => same(visible(found), each))) {
        const nearest = allowed.map((each) => difference(visible(found), each)).sort((a, b) => a.length - b.length)[0];
        wrong(`${how}: neither the old state nor the new one: ${nearest}`);
      }
      const left = Object.keys(found).filter((path) => path.endsWith('/.lock') || path.includes('/.tmp'));
      if (left.length > 0) wrong(`${how}: left behind: ${left}`);
    };
    const clean = disk.clone();
    const recovery = await run(program, clean, () => recoverFrom(program, operation));
    if (recovery.end !== 'done') wrong(`the recovery failed: ${recovery.error ?? recovery.message}`);
    judge(clean, 'recovered');
    const isCut = kind === 'crash' || kind === 'half';
    for (const second of isCut && !isRepeated ? recoveryFaults : []) {
      report.injected += await faultsInRecovery(program, operation, disk, second, judge, wrong);
    }
  }
  return report;
}

/** What is done in steps, each whole, is finished by doing it again. */
export function repeats({ name }: Operation): boolean {
  return name === 'init' || name.startsWith('doctor');
}

async function faultsInRecovery(
  program: Program,
  operation: Operation,
  crashed: MemoryDisk,
  kind: FaultKind,
  judge: (disk: MemoryDisk, how: string) => void,
  wrong: (text: string) => void,
): Promise<number> {
  for (let m = 1; ; m += 1) {
    const disk = crashed.clone();
    const { disk: bad, struck, calls } = faulty(disk, kind, m);
    const { error } = await run(program, bad, () => recoverFrom(program, operation));
    if (!struck()) return m - 1;
    if (error !== null) wrong(`in the recovery, ${kind} at call ${m}: ${error}`);
    const last = await run(program, disk, () => recoverFrom(program, operation));
    const how = `recovered after ${kind} at call ${m} (${calls.at(-1)}) of a recovery`;
    if (last.end !== 'done') wrong(`${how}: the recovery failed: ${last.error ?? last.message}`);
    judge(disk, how);
  }
}

/** What the next command does before anything of its own. */
export function recoverFrom(program: Program, operation: Operation): unknown {
  if (repeats(operation)) return operation.run(program, LATER);
  const workspace = workspaceAt(program, ROOT, LATER);
  // A command that is not about the item, so that the debris alone tells what to do.
  if (operation.name.startsWith('new')) return program.whileLocked(workspace, () => {});
  return program.settle(workspace, ID);
}

export async function run(
  program: Program,
  disk: Parameters<typeof onDisk>[1],
  step: () => unknown,
): Promise<{ end: End; error: string | null; message?: string }> {
  try {
    await onDisk(program, disk, step);
    return { end: 'done', error: null };
  } catch (error) {
    if (!(error instanceof program.TicketsError)) {
      return { end: 'crashed', error: `no clear error: ${error instanceof Error ? error.stack : error}` };
    }
    if (error.message.includes('ECRASH')) return { end: 'crashed', error: null };
    if (error.message.includes('\n')) return { end: 'refused', error: `more than one line: ${error.message}` };
    return { end: error.code === 'partly-applied' ? 'recorded' : 'refused', error: null, message: error.message };
  }
}

/** A tree without what is nobody's: drafts, the lock, and the torn ends that were moved away. */
export function visible(tree: Tree): Tree {
  const paths = Object.keys(tree).filter(
    (path) => !/\/\.lock[^/]*$|\/\.tmp(?:\/|$)|\/thread\.torn-[0-9a-f]+\.md$/.test(path),
  );
  return Object.fromEntries(paths.map((path) => [path, tree[path] ?? '']));
}

function same(a: Tree, b: Tree): boolean {
  return difference(a, b) === '';
}

export function difference(a: Tree, b: Tree): string {
  const paths = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((path) => a[path] !== b[path]);
  return paths.map((path) => `${path}: ${JSON.stringify(a[path])} / ${JSON.stringify(b[path])}`).join('\n');
}
