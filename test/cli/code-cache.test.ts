import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOneFile } from '../support/is-one-file.ts';
import { ticketsBin } from '../support/tickets-bin.ts';

const built = join(dirname(ticketsBin), '..');
const writer = fileURLToPath(new URL('../../scripts/write-code-cache.js', import.meta.url));
// Loads a file of the program, and tells what V8 was asked of it, and not of those that it needs: a number of bytes of
// code, and whether it refused them.
const LOAD = `const vm = require('vm');
const { Script } = vm;
vm.Script = class extends Script {
  constructor(text, options) {
    super(text, options);
    const isOf = (file) => options.filename.endsWith('/' + file);
    if (!options.cachedData || !(isOf(name + '.cjs') || isOf('code/' + command))) return;
    const isTaken = options.cachedData.length > 10_000 && !this.cachedDataRejected;
    console.log((isTaken ? 'taken' : 'refused') + (isOf(name + '.cjs') ? '' : ' together'));
  }
};
const [, folder, name, command] = process.argv;
process.argv[2] = command;
require(folder + '/main.cjs').loadFile(name);`;

describe.skipIf(isOneFile("V8's code beside it"))('the code that the build left', () => {
  let copy = '';
  let program = '';
  let cache = '';
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'tickets-code-'));
    cpSync(join(built, 'bin'), join(copy, 'bin'), { recursive: true });
    cpSync(join(built, 'dist/program'), join(copy, 'dist/program'), { recursive: true });
    program = join(copy, 'dist/program/line.cjs');
    cache = join(copy, 'dist/program/code/line.cache');
    // A package as it is published has none: it is for the Node that builds.
    if (!existsSync(cache)) node(writer, join(copy, 'dist/program'));
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  function node(...args: string[]): string {
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout;
  }
  const help = (): string => node(join(copy, 'bin/tickets.js'), 'help');
  const load = (name: string, command = 'help'): string => node('-e', LOAD, join(copy, 'dist/program'), name, command);

  it.each(['line', 'program', 'many', 'write', 'verify', 'doctor', 'more'])(
    'is taken by the Node that built it: %s',
    (name) => {
      expect(load(name)).toBe('taken\n');
    },
  );

  it.each(['new', 'show', 'list', 'comment', 'review', 'edit', 'close', 'verify'])(
    'is that of all files together for %s, where they are the same',
    (command) => {
      const own = join(copy, `dist/program/code/${command}.together`);
      expect(load('line', command)).toBe('taken together\n');
      const code = readFileSync(own);
      for (const [length, found] of Object.entries({
        0: 'taken',
        3: 'taken',
        1000: 'taken',
        [code.length - 100]: 'refused together',
      })) {
        writeFileSync(own, code.subarray(0, Number(length)));
        expect([length, load('line', command)]).toEqual([length, `${found}\n`]);
        expect(node(join(copy, 'bin/tickets.js'), command, '--help')).toContain(`Usage: tickets ${command}`);
      }
      rmSync(own);
      expect(load('line', command)).toBe('taken\n');
    },
  );

  it('together is not offered where one of the files is another one, or not there', () => {
    const summary = 'create an item and print its id';
    writeFileSync(program, readFileSync(program, 'utf8').replace(summary, summary.toUpperCase()));
    expect(load('line', 'new')).toBe('');
    expect(node(join(copy, 'bin/tickets.js'), 'new', '--help')).toContain('Usage: tickets new');
  });

  it('is looked for by a word that is a command, and by no path', () => {
    cpSync(join(copy, 'dist/program/code/comment.together'), join(copy, 'dist/comment.together'));
    expect(load('line', '../../comment')).toBe('taken\n');
  });

  it('may be missing or cut off', () => {
    const expected = help();
    const code = readFileSync(cache);
    const start = code.indexOf('\n') + 1 + readFileSync(program).length;
    for (const damaged of [code.subarray(0, -100), code.subarray(0, start), Buffer.alloc(0)]) {
      writeFileSync(cache, damaged);
      expect(help()).toBe(expected);
      expect(load('line')).not.toContain('taken');
    }
    rmSync(cache);
    expect(help()).toBe(expected);
    expect(load('line')).toBe('');
  });

  it('may be what cannot be read, or stand where no directory is', () => {
    const expected = help();
    const folder = dirname(cache);
    const together = join(folder, 'new.together');
    for (const path of [cache, together]) {
      rmSync(path);
      mkdirSync(path);
    }
    expect(help()).toBe(expected);
    expect(node(join(copy, 'bin/tickets.js'), 'new', '--help')).toContain('Usage: tickets new');
    for (const path of [cache, together]) {
      rmSync(path, { recursive: true });
      symlinkSync(path, path);
    }
    expect(help()).toBe(expected);
    expect(node(join(copy, 'bin/tickets.js'), 'new', '--help')).toContain('Usage: tickets new');
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    expect(help()).toBe(expected);
  });

  it('may be of a program that cannot be loaded: that is told, and by the exit code where nothing can be', () => {
    rmSync(program);
    mkdirSync(program);
    const full = openSync('/dev/full', 'w');
    try {
      for (const stderr of ['pipe', full] as const) {
        const found = spawnSync(process.execPath, [join(copy, 'bin/tickets.js'), 'list'], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', stderr],
        });
        expect([found.status, found.stdout]).toEqual([3, '']);
        if (stderr === 'pipe') expect(found.stderr).toMatch(/^error: tickets could not be loaded: .*\n$/);
      }
    } finally {
      closeSync(full);
    }
  });

  it('is not offered to another Node', () => {
    const code = readFileSync(cache, 'latin1');
    const node = code.slice(0, code.indexOf(' '));
    expect(node).toBe(process.version);
    writeFileSync(
      cache,
      code.replace(
        node,
        node.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
      ),
      'latin1',
    );
    expect(load('line')).toBe('');
  });

  it('is not offered for a text of the same length that is another one', () => {
    const summary = 'create an item and print its id';
    writeFileSync(program, readFileSync(program, 'utf8').replace(summary, summary.toUpperCase()));
    expect(help()).toContain(summary.toUpperCase());
    expect(load('line')).toBe('');
  });
});
