import { compareSeal } from '../../src/tickets/digest/compare-seal.ts';
import { parseDigest } from '../../src/tickets/digest/parse-digest.ts';
import { difference, recoverFrom, repeats, run, type Tree, visible } from './crash-points.ts';
import { faulty } from './faults.ts';
import type { MemoryDisk, Node } from './memory-disk.ts';
import { onDisk, type Program } from './on-disk.ts';
import { type Operation, startOf } from './store-operations.ts';
import { contentOf } from './wrong-seals.ts';

export interface PowerReport {
  /** How many different disks were recovered. */
  disks: number;
  problems: string[];
}

const MOST_PROBLEMS = 5;
/** Of the contents that several files could have at once. */
const MOST_CONTENTS = 80;

/**
 * Cuts the power at every call of an operation, and after its end. For each cut every disk that may be found afterwards is
 * recovered by the next command, and compared with the state before and the one after. An operation that said that it was
 * done must be there on every one of them, and so must one that came `first`.
 */
export async function powerLoss(
  program: Program,
  operation: Operation,
  now: string,
  first?: Operation,
): Promise<PowerReport> {
  const report: PowerReport = { disks: 0, problems: [] };
  const start = await startOf(program, operation.from);
  /** What the operation finds; `first` has ended well by then, and what it did not sync is not synced yet. */
  const prepared = async (): Promise<MemoryDisk> => {
    const disk = start.clone();
    if (first) await onDisk(program, disk, () => first.run(program, now));
    return disk;
  };
  const finished = await prepared();
  const before = settled(finished.tree());
  await onDisk(program, finished, () => operation.run(program, now));
  const after = settled(finished.tree());
  const seen = new Set<string>();
  for (let n = 1, struckAll = true; struckAll && report.problems.length < MOST_PROBLEMS; n += 1) {
    const disk = await prepared();
    const { disk: bad, struck, calls } = faulty(disk, 'crash', n);
    const { end } = await run(program, bad, () => operation.run(program, now));
    struckAll = struck();
    for (const found of legalDisks(disk)) {
      const entries = found.tree();
      // What is recovered depends on nothing else: most of the disks of one cut are among those of the cut before it.
      const sort = `${end === 'done'} ${newerItems(found, entries)} ${treeKey(entries)}`;
      if (seen.has(sort)) continue;
      seen.add(sort);
      report.disks += 1;
      const shown = (): string => JSON.stringify(entries);
      const recovery = await run(program, found, () => recoverFrom(program, operation));
      const place = `${operation.name}, power cut at call ${n} (${calls.at(-1)})`;
      if (recovery.end !== 'done') report.problems.push(`${place}: ${recovery.error ?? recovery.message}\n${shown()}`);
      const allowed = end === 'done' || repeats(operation) ? [after] : [before, after];
      const tree = settled(found.tree());
      if (allowed.some((each) => difference(tree, each) === '')) continue;
      const nearest = allowed.map((each) => difference(tree, each)).sort((a, b) => a.length - b.length)[0];
      report.problems.push(`${place}, ${end}: ${nearest}\nfound: ${shown()}`);
      if (report.problems.length >= MOST_PROBLEMS) break;
    }
  }
  return report;
}

/** A text that two trees have in common only if all of their files are the same. */
export function treeKey(tree: Tree): string {
  let key = '';
  for (const [path, entry] of Object.entries(tree)) key += `${path}\0${entry.length}\0${entry}`;
  return key;
}

/** The items of which item.md is newer than the log: that tells an edit by hand from a change that was cut short. */
export function newerItems(disk: MemoryDisk, tree: Tree = disk.tree()): string {
  const items = Object.keys(tree).filter((path) => path.endsWith('/item.md'));
  return items
    .filter((path) => {
      const log = path.replace(/item\.md$/, 'thread.md');
      return disk.has(log) && disk.lstat(path).mtimeMs > disk.lstat(log).mtimeMs;
    })
    .join();
}

/**
 * A tree without what may differ after a power cut: blank lines, and the closing line of a whole event. A seal that is of the
 * log beside it may differ in what it says of these bytes, and in nothing else.
 */
function settled(tree: Tree): Tree {
  const found = visible(tree);
  const texts = Object.entries(found).map(([path, text]): [string, string] => {
    if (path.endsWith('/thread.md')) return [path, text.replace(/\n*-{0,3}\n*$/, '')];
    return [
      path,
      path.endsWith('/digest.json') ? withoutBytes(text, found[path.replace('digest.json', 'thread.md')]) : text,
    ];
  });
  return Object.fromEntries(texts);
}

function withoutBytes(file: string, thread: string | undefined): string {
  const seal = parseDigest(contentOf(file).toString());
  if (!seal || thread === undefined || compareSeal(seal, 'closed', contentOf(thread)) !== 'fresh') return file;
  const { watermark, ...rest } = seal;
  return JSON.stringify({ ...rest, events: watermark.events, marks: watermark.marks });
}

/** The disks that may be found after a power cut: which changes of names came to it, and how much of the contents. */
export function* legalDisks(disk: MemoryDisk): Generator<MemoryDisk> {
  const unsynced = [...disk.nodes()].filter((node) => node.kind === 'file' && node.synced !== node.data);
  for (const chosen of choices(disk.pending.length)) {
    if (!isLegal(disk, chosen)) continue;
    const entries = new Map([...disk.nodes()].map((node) => [node, new Map(node.syncedEntries)]));
    for (const index of chosen) {
      for (const { directory, name, node } of disk.pending[index]?.parts ?? []) {
        if (node) entries.get(directory)?.set(name, node);
        else entries.get(directory)?.delete(name);
      }
    }
    for (const contents of product(unsynced)) {
      yield disk.restore(
        (node) => entries.get(node) ?? new Map(),
        (node) => contents.get(node) ?? node.data,
      );
    }
  }
}

/** Not so if a change of a name is on the disk, and a rename before it from or to the same name is not. */
function isLegal({ pending }: MemoryDisk, chosen: readonly number[]): boolean {
  return chosen.every((index) =>
    pending.slice(0, index).every((earlier, at) => {
      const shares = earlier.parts.some((a) =>
        pending[index]?.parts.some((b) => a.directory === b.directory && a.name === b.name),
      );
      return !shares || chosen.includes(at);
    }),
  );
}

/** Which of the pending changes came to the disk: in order up to any of them, all but one, or one alone. */
function choices(count: number): number[][] {
  const all = Array.from({ length: count }, (_, index) => index);
  return [
    ...Array.from({ length: count + 1 }, (_, length) => all.slice(0, length)),
    ...all.map((left) => all.filter((index) => index !== left)),
    ...all.map((index) => [index]),
  ];
}

function product(nodes: Node[]): Map<Node, Buffer>[] {
  let maps = [new Map<Node, Buffer>()];
  for (const node of nodes) {
    maps = maps
      .flatMap((map) => contentsOf(node).map((data) => new Map([...map, [node, data]])))
      .slice(0, MOST_CONTENTS);
  }
  return maps;
}

/** What may be found of a file that was not synced: the old content, the new, a part of it, or zeros in its place. */
function contentsOf({ synced, data }: Node): Buffer[] {
  const old = synced ?? Buffer.alloc(0);
  if (data.length <= old.length) return [old, data];
  const added = data.subarray(old.length);
  const half = Math.floor(added.length / 2);
  const cuts = [1, 2, 14, half, added.length - 6, added.length - 3, added.length - 1];
  const parts = cuts.filter((cut) => cut > 0 && cut < added.length).map((cut) => added.subarray(0, cut));
  const zeros = Buffer.alloc(added.length);
  const halfZeros = Buffer.concat([added.subarray(0, half), zeros.subarray(half)]);
  const zerosFirst = Buffer.concat([zeros.subarray(0, half), added.subarray(half)]);
  return [old, data, ...[...parts, zeros, halfZeros, zerosFirst].map((part) => Buffer.concat([old, part]))];
}
