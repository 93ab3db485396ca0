import { createHash } from 'node:crypto';
import type { MergeSources } from '../../src/api/merge-sources.ts';
import { Contents, type TreeFile, treeState } from '../../src/tickets/merge/tree-state.ts';
import { difference, run, type Tree } from './crash-points.ts';
import type { FaultKind } from './faults.ts';
import { faulty } from './faults.ts';
import type { MemoryDisk } from './memory-disk.ts';
import { onDisk, type Program, workspaceAt } from './on-disk.ts';
import { legalDisks, treeKey } from './power-loss.ts';
import { ID, LATER, OTHER, ROOT, startOf } from './store-operations.ts';

const MOST_PROBLEMS = 5;

/** A tree, and another one that a merge decided on: an item that moves and changes; with `more` of them one that changes, and a new one. */
interface TreeChange {
  start: MemoryDisk;
  wanted: Tree;
  /** Brings a disk from wherever it is to what is wanted, as `resolve` does: it looks at what is there, and plans from that. */
  apply: () => void;
}

async function treeChange(program: Program, { more }: { more: boolean }): Promise<TreeChange> {
  const start = await startOf(program, 'open');
  for (const [name, text] of [
    ['script.sh', 'echo\n'],
    ['gone.txt', 'Gone.\n'],
  ] as const) {
    const directory = `${ROOT}/open/${ID}/artifacts`;
    if (!start.has(directory)) start.mkdir(directory);
    start.create(`${directory}/${name}`, text);
  }
  start.settle();
  const end = start.clone();
  await onDisk(program, end, async () => {
    const workspace = workspaceAt(program, ROOT, LATER);
    program.close(workspace, ID, 'Merged.', {});
    if (!more) return;
    program.writeEvent(workspace, OTHER, { kind: 'comment', body: 'Theirs.' }, {});
    await program.create(workspace, { title: 'From the other side', slug: 'third' });
  });
  end.unlink(`${ROOT}/closed/${ID}/artifacts/gone.txt`);
  const wanted = filesOf(end.tree());
  const bytes = new Map<string, Buffer>();
  const target = stateOf(wanted, bytes);
  const apply = (): void => {
    program.whileLocked(workspaceAt(program, ROOT, LATER), () => {
      const current = stateOf(filesOf(programTree(program)), bytes);
      const contents = new Contents((oid) => bytes.get(oid) ?? Buffer.alloc(0));
      program.applyTree(ROOT, program.stepsTo(target, { current, contents } as unknown as MergeSources));
    });
  };
  return { start, wanted, apply };
}

/** Every call of it fails once, in one way. */
export async function treeCrashPoints(
  program: Program,
  kind: FaultKind,
): Promise<{ injected: number; problems: string[] }> {
  const { start, wanted, apply } = await treeChange(program, { more: true });
  const before = filesOf(start.tree());
  const problems: string[] = [];
  let n = 1;
  for (; problems.length < MOST_PROBLEMS; n += 1) {
    const disk = start.clone();
    const { disk: bad, struck, calls } = faulty(disk, kind, n);
    const { end, error } = await run(program, bad, apply);
    if (!struck()) break;
    const place = `${kind} at call ${n} (${calls.at(-1)})`;
    if (error !== null) problems.push(`${place}: ${error}`);
    const found = filesOf(disk.tree());
    if (end === 'done' && difference(found, wanted) !== '') problems.push(`${place}: reported as done, and is not`);
    if (end === 'refused' && difference(found, before) !== '')
      problems.push(`${place}: reported as refused, and is not`);
    problems.push(...mixed(found, before, wanted).map((text) => `${place}: ${text}`));
    problems.push(...(await finish(program, disk, apply, wanted)).map((text) => `${place}: ${text}`));
  }
  return { injected: n - 1, problems };
}

/** The power is cut at every call of it, and after its end. */
export async function treePowerLoss(program: Program): Promise<{ disks: number; problems: string[] }> {
  // Each file is a step of its own: of more of them there are only more disks.
  const { start, wanted, apply } = await treeChange(program, { more: false });
  const before = filesOf(start.tree());
  const problems: string[] = [];
  let disks = 0;
  const seen = new Set<string>();
  for (let n = 1, struckAll = true; struckAll && problems.length < MOST_PROBLEMS; n += 1) {
    const disk = start.clone();
    const { disk: bad, struck, calls } = faulty(disk, 'crash', n);
    const { end } = await run(program, bad, apply);
    struckAll = struck();
    for (const cut of legalDisks(disk)) {
      const key = `${end === 'done'} ${treeKey(cut.tree())}`;
      if (seen.has(key)) continue;
      seen.add(key);
      disks += 1;
      const place = `power cut at call ${n} (${calls.at(-1)})`;
      const found = filesOf(cut.tree());
      if (end === 'done' && difference(found, wanted) !== '') {
        problems.push(`${place}: reported as done: ${difference(found, wanted)}`);
      }
      problems.push(...mixed(found, before, wanted).map((text) => `${place}: ${text}`));
      problems.push(...(await finish(program, cut, apply, wanted)).map((text) => `${place}: ${text}`));
      if (problems.length >= MOST_PROBLEMS) break;
    }
  }
  return { disks, problems };
}

/** What must not be found: a file that is neither the old one nor the new one, and a content that was to be kept and is nowhere. */
function mixed(found: Tree, before: Tree, wanted: Tree): string[] {
  const odd = Object.keys(found).filter((path) => found[path] !== before[path] && found[path] !== wanted[path]);
  const all = new Set(Object.values(found));
  const kept = Object.values(before).filter((content) => Object.values(wanted).includes(content));
  return [
    ...odd.map((path) => `${path} is neither old nor new: ${JSON.stringify(found[path])}`),
    ...kept.filter((content) => !all.has(content)).map((content) => `lost: ${JSON.stringify(content)}`),
  ];
}

/** The same command does the rest, and leaves nothing behind. */
async function finish(program: Program, disk: MemoryDisk, apply: () => void, wanted: Tree): Promise<string[]> {
  const { end, error, message } = await run(program, disk, apply);
  if (end !== 'done') return [`doing it again failed: ${error ?? message}`];
  const rest = difference(filesOf(disk.tree()), wanted);
  const left = Object.keys(disk.tree()).filter((path) => path.endsWith('/.lock') || path.includes('/.tmp'));
  return [...(rest === '' ? [] : [`done again, and still: ${rest}`]), ...left.map((path) => `left behind: ${path}`)];
}

/** The files of the items, by path: `file MODE CONTENT`. */
function filesOf(tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).filter(
      ([path, what]) => what !== 'directory' && /\/(?:open|pending|closed)\/[^/]+\//.test(path),
    ),
  );
}

/** The tree that the program sees at this moment. */
function programTree(program: Program): Tree {
  const tree: Tree = {};
  const visit = (path: string): void => {
    for (const entry of program.disk.readdir(path)) {
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(below);
      else {
        const file = program.disk.open(below, 0);
        const mode = program.disk.fstat(file).mode.toString(8);
        tree[below] = `file ${mode} ${program.disk.readAll(file).toString('latin1')}`;
        program.disk.close(file);
      }
    }
  };
  visit(ROOT);
  return tree;
}

function stateOf(files: Tree, bytes: Map<string, Buffer>): ReturnType<typeof treeState> {
  const listed = Object.entries(files).map(([path, what]): { path: string } & TreeFile => {
    const [, mode = '', content = ''] = /^file (\d+) (.*)$/s.exec(what) ?? [];
    const data = Buffer.from(content, 'latin1');
    const oid = createHash('sha1').update(data).digest('hex');
    bytes.set(oid, data);
    return {
      path: path.slice(ROOT.length + 1),
      mode: (Number.parseInt(mode, 8) & 0o100) === 0 ? '100644' : '100755',
      oid,
    };
  });
  return treeState(listed);
}
