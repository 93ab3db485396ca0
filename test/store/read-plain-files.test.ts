import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disk } from '../../src/store/disk.ts';
import { readItem } from '../../src/store/read-checked-item.ts';
import { readPlainFiles } from '../../src/store/read-plain-files.ts';
import { plainFilesOf } from '../../src/tickets/plain-files.ts';
import { failingDisk } from '../support/failing-disk.ts';
import { onDisk } from '../support/on-disk.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { writeItem } from '../support/write-item.ts';

const ID = '20260530-053259-one';
const PLACE = { status: 'open', id: ID, path: `open/${ID}` } as const;

function item(change: (directory: string) => void = () => undefined) {
  const { root } = temporaryProject();
  const directory = writeItem(root, { id: ID });
  change(directory);
  return { root, directory, read: () => readPlainFiles(root, PLACE) };
}

describe('the plain files of an item', () => {
  it.each([[[]], [['resolution.md']], [['digest.json']], [['resolution.md', 'digest.json', 'notes.txt']]])(
    'are what the files are, one by one: with %j',
    (more) => {
      const { root, read } = item((directory) => {
        for (const name of more) writeFileSync(join(directory, name), `Text of ${name}.\n`);
      });
      const files = read();
      const whole = readItem(root, PLACE);
      const { log, ...expected } = (whole && plainFilesOf(whole)) ?? { log: () => Buffer.alloc(0) };
      expect(files).toEqual({ ...expected, log: expect.any(Function) });
      expect(Buffer.from(files?.log() ?? [])).toEqual(log());
      expect(files?.thread).toContain('<!-- event: create');
    },
  );

  it('are left to whoever tells the others apart', () => {
    const put = (name: string, content: string | Uint8Array) => (directory: string) =>
      writeFileSync(join(directory, name), content);
    const instead = (name: string, make: (path: string) => void) => (directory: string) => {
      rmSync(join(directory, name), { force: true });
      make(join(directory, name));
    };
    const others: ((directory: string) => void)[] = [
      put('item.md', 'é\n'),
      put('item.md', ''),
      put('thread.md', 'a\r\n'),
      put('resolution.md', 'a\0\n'),
      put('digest.json', new Uint8Array([0xff])),
      put('thread.md', ''),
      put('thread.md', 'x'.repeat(1024)),
      put('thread.md', 'x'.repeat(200_001)),
      instead('item.md', () => undefined),
      instead('thread.md', (path) => symlinkSync('item.md', path)),
      instead('thread.md', (path) => execFileSync('mkfifo', [path])),
      instead('resolution.md', (path) => mkdirSync(path)),
      instead('digest.json', (path) => symlinkSync('item.md', path)),
    ];
    for (const [index, change] of others.entries()) expect(item(change).read(), String(index)).toBeNull();
  });

  it('are none where the directory cannot be listed', async () => {
    const { read } = item();
    expect(await onDisk(program, failingDisk(disk, 'readdir', 'EIO'), read)).toBeNull();
  });

  it('are none of an item that was away when its directory was listed', async () => {
    const { read } = item();
    const away = failingDisk(disk, 'readdir', 'ENOENT', () => true, 1);
    expect(await onDisk(program, away, read)).toBeNull();
    expect(read()).not.toBeNull();
  });
});
