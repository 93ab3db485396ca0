import type { Disk } from '../../src/store/disk.ts';
import type * as program from './store-program.ts';

/** The store and what stands on it, or a mutant of it. */
export type Program = typeof program;

/** Runs a step of the program on another disk. */
export async function onDisk<T>(program: Program, disk: Disk, step: () => T | Promise<T>): Promise<T> {
  const before = { ...program.disk };
  // The methods of a class are no own properties, those of ours are.
  Object.assign(program.disk, disk);
  try {
    return await step();
  } finally {
    Object.assign(program.disk, before);
  }
}

/** What operations need from outside, for a root that only a disk in memory has. */
export function workspaceAt(_program: Program, root: string, now: string, notices: string[] = []): program.Workspace {
  return {
    root: { path: root, project: root.slice(0, root.lastIndexOf('/')) },
    cwd: '/',
    env: { TICKETS_AUTHOR: 'tester' },
    now: () => new Date(now),
    lockTimeout: 0,
    onWait: () => {},
    onProgress: () => undefined,
    onNotice: (line) => notices.push(line),
  };
}
