import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { disk } from '../../src/store/disk.ts';
import { moveDirectory } from '../../src/store/move-directory.ts';
import { systemError } from '../support/memory-disk.ts';
import { onDisk, workspaceAt } from '../support/on-disk.ts';
import { ID, LATER, ROOT, startOf } from '../support/store-operations.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';

/** A directory with a program in it, and a disk on which it cannot be renamed. */
function fixedDirectory() {
  const { root } = temporaryProject();
  const [from, to, draft] = [
    join(root, 'open', 'x'),
    join(root, 'closed', 'x'),
    join(root, '.tmp', 'x', 'closed.copy'),
  ];
  mkdirSync(join(from, 'artifacts'), { recursive: true });
  mkdirSync(join(root, '.tmp', 'x'), { recursive: true });
  writeFileSync(join(from, 'artifacts', 'run'), 'text');
  chmodSync(join(from, 'artifacts', 'run'), 0o750);
  const { rename } = disk;
  const renameOthers = (path: string, target: string): void => {
    if (path === from) throw systemError('EXDEV', path);
    rename(path, target);
  };
  return { from, to, draft, fixed: { ...disk, rename: renameOthers } };
}

it('a directory that cannot be renamed is copied, with the modes of its files', async () => {
  const { from, to, draft, fixed } = fixedDirectory();
  await onDisk(program, fixed, () => moveDirectory(from, to, draft));
  expect([existsSync(from), existsSync(draft)]).toEqual([false, false]);
  expect(readFileSync(join(to, 'artifacts', 'run'), 'utf8')).toBe('text');
  expect(statSync(join(to, 'artifacts', 'run')).mode & 0o777).toBe(0o750);
});

it('what comes into a directory while it is copied, or is changed, goes along', async () => {
  const { from, to, draft, fixed } = fixedDirectory();
  const { rename } = fixed;
  const renameLate = (path: string, target: string): void => {
    rename(path, target);
    if (target !== to) return;
    writeFileSync(join(from, 'artifacts', 'run'), 'changed');
    writeFileSync(join(from, 'artifacts', 'late'), 'late');
    symlinkSync('run', join(from, 'artifacts', 'link'));
    mkdirSync(join(from, 'more'));
    writeFileSync(join(from, 'more', 'file'), 'more');
  };
  await onDisk(program, { ...fixed, rename: renameLate }, () => moveDirectory(from, to, draft));
  expect(existsSync(from)).toBe(false);
  const files = ['artifacts/run', 'artifacts/late', 'artifacts/link', 'more/file'];
  expect(files.map((file) => readFileSync(join(to, file), 'utf8'))).toEqual(['changed', 'late', 'changed', 'more']);
});

it('a copy that settling an item has left, of which nothing else tells, is finished by the next command', async () => {
  const memory = await startOf(program, 'image');
  const { unlink, rename } = memory;
  memory.rename = (from, to) => {
    if (from === `${ROOT}/open/${ID}`) throw systemError('EIO', from);
    rename(from, to);
  };
  const workspace = workspaceAt(program, ROOT, LATER);
  await onDisk(program, memory, () => {
    expect(() => program.close(workspace, ID, 'Done.', {})).toThrow('not fully applied');
  });
  memory.rename = rename;
  memory.unlink = (path) => {
    if (path.startsWith(`${ROOT}/open/${ID}/`)) throw systemError('EIO', path);
    unlink(path);
  };
  for (const { name } of memory.readdir(`${ROOT}/.tmp/${ID}`)) unlink(`${ROOT}/.tmp/${ID}/${name}`);
  memory.rmdir(`${ROOT}/.tmp/${ID}`);
  await onDisk(program, memory, () => expect(() => program.settle(workspace, ID)).toThrow('EIO'));
  expect([memory.has(`${ROOT}/open/${ID}`), memory.has(`${ROOT}/closed/${ID}`)]).toEqual([true, true]);
  memory.unlink = unlink;
  await onDisk(program, memory, () => program.whileLocked(workspace, () => {}));
  expect([memory.has(`${ROOT}/open/${ID}`), memory.has(`${ROOT}/.tmp`)]).toEqual([false, false]);
  expect(memory.text(`${ROOT}/closed/${ID}/item.md`)).toContain('status: closed');
});

it('one with something in it that is no file stays where it is', async () => {
  const { from, to, draft, fixed } = fixedDirectory();
  symlinkSync('run', join(from, 'artifacts', 'link'));
  await onDisk(program, fixed, () => expect(() => moveDirectory(from, to, draft)).toThrow('EXDEV'));
  expect([existsSync(join(from, 'artifacts', 'run')), existsSync(to)]).toEqual([true, false]);
});

it('two directories of an item of which one is no copy of the other both stay', async () => {
  const memory = await startOf(program, 'image');
  const { unlink } = memory;
  memory.unlink = (path) => {
    if (path.startsWith(`${ROOT}/open/${ID}/`)) throw systemError('EIO', path);
    unlink(path);
  };
  const workspace = workspaceAt(program, ROOT, LATER);
  await onDisk(program, memory, () => {
    expect(() => program.close(workspace, ID, 'Done.', {})).toThrow('recorded, but not fully applied');
  });
  memory.unlink = unlink;
  memory.put(`${ROOT}/open/${ID}/item.md`, (text) => `${text}By hand.\n`);
  await onDisk(program, memory, () => program.whileLocked(workspace, () => {}));
  expect([memory.has(`${ROOT}/open/${ID}`), memory.has(`${ROOT}/closed/${ID}`)]).toEqual([true, true]);
  memory.put(`${ROOT}/open/${ID}/item.md`, (text) => text.replace('By hand.\n', ''));
  await onDisk(program, memory, () => program.whileLocked(workspace, () => {}));
  expect([memory.has(`${ROOT}/open/${ID}`), memory.has(`${ROOT}/closed/${ID}`)]).toEqual([false, true]);
  expect(memory.text(`${ROOT}/closed/${ID}/item.md`)).toContain('status: closed');
});
