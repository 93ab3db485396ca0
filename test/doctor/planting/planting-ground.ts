import { mkdirSync, mkdtempSync, realpathSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { check } from '../../../src/api/check.ts';
import { openWorkspace } from '../../../src/api/workspace.ts';
import type { ExampleTree } from '../../../src/doctor/example-tree.ts';
import type { Finding } from '../../../src/doctor/finding.ts';
import { writeExample } from '../../support/write-example.ts';

/** A directory that one tree after the other is put into, to be checked. */
export interface PlantingGround {
  check: (tree: ExampleTree) => Finding[];
  remove: () => void;
}

export function plantingGround(now: Date): PlantingGround {
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'tickets-planting-')));
  const root = join(project, 'work-items');
  for (const status of ['open', 'pending', 'closed']) mkdirSync(join(root, status), { recursive: true });
  const workspace = openWorkspace({ cwd: project, env: {}, root, now: () => now });
  let present: ExampleTree = { open: null, pending: null, closed: null };
  return {
    check: (tree) => {
      replaceTree(root, present, tree);
      present = tree;
      return check(workspace).findings;
    },
    remove: () => rmSync(project, { recursive: true, force: true }),
  };
}

/** Makes one tree of another on the disk, and touches only what differs. */
function replaceTree(root: string, from: ExampleTree, to: ExampleTree): void {
  for (const [path, entry] of Object.entries(from)) {
    if (to[path] === entry) continue;
    rmSync(join(root, path), { recursive: true, force: true });
    for (let parent = dirname(path); !['.', '..'].includes(parent); parent = dirname(parent)) {
      if (!isEmptied(join(root, parent))) break;
    }
  }
  // Removing a path may have taken others away, which stood below it.
  const changed = Object.entries(to).filter(([path, entry]) => from[path] !== entry || entry === null);
  writeExample(root, Object.fromEntries(changed));
}

/** Removes a directory if nothing is in it any more; whether it is gone. */
function isEmptied(path: string): boolean {
  try {
    rmdirSync(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'ENOTDIR') return false;
    if (code === 'ENOENT') return true;
    throw error;
  }
}
