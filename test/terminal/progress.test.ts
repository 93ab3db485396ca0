import { spawn } from '@lydell/node-pty';
import { describe, expect, it } from 'vitest';
import { startProgress } from '../../src/terminal/progress.ts';
import { addItem } from '../support/add-item.ts';
import { addScript } from '../support/add-script.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { ticketsBin } from '../support/tickets-bin.ts';

const CLEAR = '\r\x1b[K';

function watched({ isTTY = true, columns = 80, isQuiet = false, env = {} as Record<string, string> } = {}) {
  const place = { written: '', time: 0 };
  const stderr = {
    isTTY,
    columns,
    write: (text: string) => {
      place.written += text;
      return true;
    },
  };
  const progress = startProgress({ stderr, env, isQuiet, clock: () => place.time });
  return { place, progress };
}

describe('a line about how far long work is', () => {
  it('comes after 0.7 seconds, ten times a second at most, and goes', () => {
    const { place, progress } = watched();
    progress.report(1, 4);
    place.time = 699;
    progress.report(2, 4);
    progress.clear();
    expect(place.written).toBe('');
    place.time = 700;
    progress.report(2, 4);
    place.time = 750;
    progress.report(3, 4);
    place.time = 800;
    progress.report(4, 4);
    progress.clear();
    progress.clear();
    expect(place.written).toBe(`${CLEAR}2 of 4 items, 50 %${CLEAR}4 of 4 items, 100 %${CLEAR}`);
  });

  it.each([
    [80, '20 of 40 items, 50 %'],
    [21, '20 of 40 items, 50 %'],
    [20, '50 %'],
    [5, '50 %'],
    [4, ''],
    [0, '20 of 40 items, 50 %'],
  ])('fits %i columns, so that it can be taken away', (columns, text) => {
    const { place, progress } = watched({ columns });
    place.time = 700;
    progress.report(20, 40);
    expect(place.written).toBe(`${CLEAR}${text}`);
  });

  it.each([
    ['a pipe', { isTTY: false }],
    ['--quiet and --json', { isQuiet: true }],
    ['CI', { env: { CI: 'true' } }],
    ['a terminal that cannot', { env: { TERM: 'dumb' } }],
  ])('never comes in %s', (_where, given) => {
    const { place, progress } = watched(given);
    place.time = 10_000;
    progress.report(1, 2);
    progress.clear();
    expect(place.written).toBe('');
  });
});

/** What a terminal gets of an import that waits for its input for more than a second, with stdout elsewhere or not. */
async function importSlowly(
  line: string,
  more: Record<string, string> = {},
): Promise<{ output: string; count: number }> {
  const project = temporaryProject();
  addScript(project, 'tickets', `exec "${process.execPath}" "${ticketsBin}" "$@"`);
  for (const slug of ['a', 'b', 'c']) addItem(project.root, { slug });
  expect((await project.run(['export', '--output', 'items.json'])).exitCode).toBe(0);
  const env = pinnedEnv({ PATH: `${project.path}/bin:${process.env.PATH}`, ...more });
  const terminal = spawn('/bin/sh', ['-c', line], { name: 'xterm', cols: 80, rows: 50, cwd: project.path, env });
  let output = '';
  let isAsked = false;
  terminal.onData((text) => {
    output += text;
    // It says so after a second of silence: from then on, it has taken long.
    if (isAsked || !output.includes('waiting for an export')) return;
    isAsked = true;
    terminal.write('\r');
  });
  await new Promise<void>((resolve) => {
    terminal.onExit(() => resolve());
  });
  const { stdout } = await project.run(['list', '--root', 'other', '--json']);
  return { output, count: JSON.parse(stdout).items.length };
}

describe('a command that takes long', () => {
  const line = '(read -r _ </dev/tty; cat items.json) | tickets import - --root other';

  it('shows it on a terminal, and leaves nothing of it', async () => {
    const { output, count } = await importSlowly(`${line} 2>&1 >/dev/null`);
    expect(count).toBe(3);
    expect(output).toContain(`${CLEAR}1 of 3 items, 33 %`);
    expect(output.slice(output.lastIndexOf('%') + 1)).toBe(`${CLEAR}3 items imported into other\r\n`);
  });

  it.each([
    ['with --quiet', `${line} --quiet`, {}],
    ['with --json', `${line} --json`, {}],
    ['in CI', line, { CI: 'true' }],
    ['with stderr in a file', '(sleep 1.2; cat items.json) | tickets import - --root other 2>errors; cat errors', {}],
  ])('shows nothing of it %s', async (_where, command, env) => {
    const { output, count } = await importSlowly(command, env as Record<string, string>);
    expect(count).toBe(3);
    expect(output).not.toMatch(/of 3 items/);
  });
});
