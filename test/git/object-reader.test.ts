import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withObjects } from '../../src/git/object-reader.ts';

const COUNT = 1_000;
const NOT_THERE = '1'.repeat(40);

describe('the reader of objects', () => {
  let repository = '';
  let texts: string[] = [];
  let names: string[] = [];
  beforeAll(() => {
    repository = mkdtempSync(join(tmpdir(), 'tickets-objects-'));
    execFileSync('git', ['init', '-q'], { cwd: repository });
    texts = Array.from({ length: COUNT }, (_, index) => `${index}\n`.repeat(1 + (index % 90)));
    const stream = texts.map((text) => `blob\ndata ${text.length}\n${text}\n`).join('');
    execFileSync('git', ['fast-import', '--quiet'], { cwd: repository, input: stream });
    names = texts.map((text) => createHash('sha1').update(`blob ${text.length}\0${text}`).digest('hex'));
  });
  afterAll(() => rmSync(repository, { recursive: true }));

  it.each([1, 199, 200, 401, COUNT])('reads %i at once, with processes that got ready and without', async (count) => {
    const wanted = names.slice(0, count);
    const read = (isExpected: boolean) =>
      withObjects(repository, async (reader) => {
        if (isExpected) reader.expectMany();
        const blobs = await reader.blobs(wanted);
        return wanted.map((name) => blobs.get(name)?.toString());
      });
    expect(await read(false)).toEqual(texts.slice(0, count));
    expect(await read(true)).toEqual(texts.slice(0, count));
  });

  it.each([10, 500])('tells which of %i is not there', async (count) => {
    for (const isExpected of [false, true]) {
      const read = withObjects(repository, (reader) => {
        if (isExpected) reader.expectMany();
        return reader.blobs([...names.slice(0, count), NOT_THERE]);
      });
      await expect(read).rejects.toThrow('the blob 111111111111 is not there');
    }
  });

  it('tells where there is no repository', async () => {
    for (const count of [1, 500]) {
      const read = withObjects(tmpdir(), (reader) => reader.blobs(names.slice(0, count)));
      await expect(read).rejects.toThrow('git cat-file failed: not a git repository');
    }
  });
});
