import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainOutput } from '../../src/terminal/plain-output.ts';
import { addItem } from '../support/add-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { ticketsBin } from '../support/tickets-bin.ts';

describe('output that is no terminal', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tickets-output-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What a file holds in which these were printed one after the other. */
  function printed(parts: readonly (string | Uint8Array)[]): Buffer {
    const path = join(folder, 'out');
    const file = openSync(path, 'w');
    const output = plainOutput(file);
    for (const part of parts) output?.write(part);
    closeSync(file);
    return readFileSync(path);
  }

  it('holds what was printed, in UTF-8, whatever its length and wherever it is cut', () => {
    const unit = fc.constantFrom('a', 'é', '表', '🦊', '\ud83e', '\udd8a');
    const long = fc.record({ start: fc.nat(5), text: fc.string({ unit, minLength: 1, maxLength: 8 }) }).map(
      // Over the edges of what is put into bytes at a time.
      ({ start, text }) => 'x'.repeat(start) + text.repeat(Math.ceil(70_000 / text.length)),
    );
    const part = fc.oneof({ weight: 9, arbitrary: fc.string({ unit: 'binary' }) }, long, fc.uint8Array());
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        expect(printed(parts).equals(Buffer.concat(parts.map((each) => Buffer.from(each as string))))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is not a terminal, and none is made of one', () => {
    const file = openSync(join(folder, 'other'), 'w');
    expect(plainOutput(file)?.isTTY).toBe(false);
    closeSync(file);
    const zero = openSync('/dev/zero', 'r');
    expect(plainOutput(zero)).toBeNull();
    closeSync(zero);
    const nothing = openSync('/dev/null', 'w');
    expect(plainOutput(nothing)).not.toBeNull();
    closeSync(nothing);
  });

  it('tells of an error once, and throws it where nobody listens', () => {
    const path = join(folder, 'read-only');
    writeFileSync(path, 'as it was');
    const file = openSync(path, 'r');
    const output = plainOutput(file);
    expect(() => output?.write('text')).toThrow('EBADF');
    const heard: (string | undefined)[] = [];
    output?.on('error', ({ code }) => heard.push(code));
    output?.write('text');
    output?.write('more');
    closeSync(file);
    expect(heard).toEqual(['EBADF']);
    expect(readFileSync(path, 'utf8')).toBe('as it was');
  });
});

describe('a long answer', () => {
  const rows = 3000;
  /** The arguments that list so many items. */
  function longList(): string[] {
    const project = temporaryProject();
    for (let item = 0; item < rows; item += 1) {
      const time = new Date(Date.UTC(2026, 0, 1, 0, 0, item)).toISOString();
      const stamp = `${time.slice(0, 10).replaceAll('-', '')}-${time.slice(11, 19).replaceAll(':', '')}`;
      addItem(project.root, { slug: `item-${item}`, stamp, title: `表 ${item}` });
    }
    return [ticketsBin, 'list', '--root', project.root];
  }

  it('arrives whole where the reader is slow and its pipe does not block', async () => {
    const list = longList();
    // A reader in Node that is asleep; the writer gets its own end as Node gives it.
    const code = `const { spawn } = require('child_process');
const writer = spawn(process.execPath, ${JSON.stringify([...list, '--json'])}, { stdio: ['ignore', 'pipe', 'inherit'] });
let text = '';
writer.stdout.on('data', (part) => {
  text += part;
  writer.stdout.pause();
  setTimeout(() => writer.stdout.resume(), 5);
});
writer.stdout.setEncoding('utf8');
writer.on('close', (status) => console.log(status, JSON.parse(text).items.length));`;
    const { stdout } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
    expect(stdout).toBe(`0 ${rows}\n`);
    // A pipe of the shell that is full and set not to block.
    const setter = `import fcntl, os, subprocess, sys, time
r, w = os.pipe()
fcntl.fcntl(w, fcntl.F_SETFL, fcntl.fcntl(w, fcntl.F_GETFL) | os.O_NONBLOCK)
child = subprocess.Popen(sys.argv[1:], stdout=w)
os.close(w)
time.sleep(0.5)
text = b''
while True:
    part = os.read(r, 65536)
    if not part: break
    text += part
sys.exit(child.wait() if len(text.splitlines()) == ${rows + 1} else 9)`;
    const { status, error } = spawnSync('python3', ['-c', setter, process.execPath, ...list]);
    if (error) console.warn('skipped: there is no python3 to make a pipe that does not block');
    else expect(status).toBe(0);
  });

  it('is no error where the reader has seen enough', async () => {
    const child = spawn(process.execPath, longList(), { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.once('data', () => child.stdout.destroy());
    let stderr = '';
    child.stderr.on('data', (part) => {
      stderr += part;
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect([status, stderr]).toEqual([0, '']);
  });
});
