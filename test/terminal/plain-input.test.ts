import { spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainInput } from '../../src/terminal/plain-input.ts';

describe('input that is no terminal', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tickets-input-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function allOf(file: number): Promise<Buffer | null> {
    const input = plainInput(file);
    if (input === null) return null;
    const parts: Uint8Array[] = [];
    for await (const part of input) parts.push(part);
    return Buffer.concat(parts);
  }

  async function of<T>(path: string, use: (file: number) => T | Promise<T>): Promise<T> {
    const file = openSync(path, 'r');
    try {
      return await use(file);
    } finally {
      closeSync(file);
    }
  }

  it('is all of a file, whatever its length', async () => {
    for (const length of [0, 1, 64 * 1024, 200_001]) {
      const bytes = Buffer.from(Array.from({ length }, (_, index) => index % 251));
      const path = join(folder, 'in');
      writeFileSync(path, bytes);
      expect((await of(path, allOf))?.equals(bytes)).toBe(true);
    }
  });

  it('is nothing of the null device, and none is made of another device or a directory', async () => {
    expect(await of('/dev/null', allOf)).toHaveLength(0);
    expect(await of('/dev/null', plainInput)).toMatchObject({ isTTY: false });
    expect(await of('/dev/zero', plainInput)).toBeNull();
    expect(await of(folder, plainInput)).toBeNull();
  });

  it('waits for what comes late, also through a pipe that does not block', async () => {
    const path = join(folder, 'pipe');
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    const from = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const to = openSync(path, 'w');
    const all = allOf(from);
    for (const word of ['one ', 'two ', 'three']) {
      await wait(20);
      writeSync(to, word);
    }
    closeSync(to);
    expect((await all)?.toString()).toBe('one two three');
    closeSync(from);
  });

  it('tells of an error', async () => {
    const file = openSync(join(folder, 'write-only'), 'w');
    await expect(allOf(file)).rejects.toMatchObject({ code: 'EBADF' });
    closeSync(file);
  });
});
