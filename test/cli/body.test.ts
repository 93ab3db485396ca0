import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { shownItem } from '../support/shown-item.ts';
import { startTickets } from '../support/start-tickets.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { ticketsBin } from '../support/tickets-bin.ts';
import { treeOf } from '../support/tree-of.ts';

function projectWithItem() {
  const project = temporaryProject();
  addItem(project.root);
  project.write('text.md', 'From a file.\n\n- 日本語\n');
  return project;
}

async function lastBody(project: TemporaryProject): Promise<string | undefined> {
  return (await shownItem(project, 'sample-item')).events.at(-1)?.body;
}

/** Every command that takes a body, and where the body ends up. */
const WRITERS: [string, string[]][] = [
  ['comment', ['comment', 'sample-item']],
  ['plan', ['plan', 'sample-item']],
  ['decide', ['decide', 'sample-item']],
  ['report', ['report', 'sample-item']],
  ['review', ['review', 'sample-item', '--approve']],
  ['close', ['close', 'sample-item']],
];

describe('the text comes from', () => {
  test.each(WRITERS)('-m, each a paragraph, for %s', async (_name, args) => {
    const project = projectWithItem();
    const { exitCode } = await project.run([...args, '-m', 'One.', '-m', 'Two\nlines.', '--message', 'Three.']);
    expect(exitCode).toBe(0);
    expect(await lastBody(project)).toBe('One.\n\nTwo\nlines.\n\nThree.');
  });

  test.each(WRITERS)('--file for %s', async (_name, args) => {
    const project = projectWithItem();
    expect((await project.run([...args, '--file', 'text.md'])).exitCode).toBe(0);
    expect(await lastBody(project)).toBe('From a file.\n\n- 日本語');
  });

  test.each(WRITERS)('--file - and a pipe for %s', async (_name, args) => {
    const project = projectWithItem();
    expect((await project.run([...args, '-F', '-'], { input: 'By name.\n' })).exitCode).toBe(0);
    expect(await lastBody(project)).toBe('By name.');
    if (args[0] === 'close') await project.run(['reopen', 'sample-item', '-m', 'Again.']);
    expect((await project.run(args, { input: 'By itself.\n' })).exitCode).toBe(0);
    expect(await lastBody(project)).toBe('By itself.');
  });

  test('the same for new, status, reopen and edit', async () => {
    const project = projectWithItem();
    const body = async () => (await shownItem(project, 'sample-item')).body.trim();
    await project.run(['new', 'Piped'], { input: '## Piped\n\nText.\n' });
    expect((await shownItem(project, 'piped')).body).toBe('\n## Piped\n\nText.\n');
    await project.run(['new', 'Filed', '--file', 'text.md']);
    expect((await shownItem(project, 'filed')).body).toBe('\nFrom a file.\n\n- 日本語\n');
    await project.run(['status', 'sample-item', 'pending', '-m', 'Why.']);
    expect(await lastBody(project)).toBe('Why.');
    await project.run(['close', 'sample-item', '-m', 'Done.']);
    await project.run(['reopen', 'sample-item', '--file', 'text.md']);
    expect(await lastBody(project)).toBe('From a file.\n\n- 日本語');
    await project.run(['edit', 'sample-item', '-m', 'A new body.', '-m', 'And more.']);
    expect(await body()).toBe('A new body.\n\nAnd more.');
    await project.run(['edit', 'sample-item', '--file', 'text.md']);
    expect(await body()).toBe('From a file.\n\n- 日本語');
    await project.run(['edit', 'sample-item', '--file', '-'], { input: 'From a pipe.' });
    expect(await body()).toBe('From a pipe.');
    await project.run(['edit', 'sample-item', '--body', 'By option.']);
    expect(await body()).toBe('By option.');
  });

  test('-m alone when there is a pipe as well', async () => {
    const project = projectWithItem();
    const { exitCode } = await project.run(['comment', 'sample-item', '-m', 'Given.'], { input: 'Not this.' });
    expect(exitCode).toBe(0);
    expect(await lastBody(project)).toBe('Given.');
  });

  test('a pipe of a megabyte, byte for byte', async () => {
    const project = projectWithItem();
    const input = Array.from({ length: 20_000 }, (_, line) => `${line} ${'あ'.repeat(15)}`).join('\n');
    expect((await project.run(['comment', 'sample-item'], { input })).exitCode).toBe(0);
    expect(await lastBody(project)).toBe(input);
  });
});

describe('refused, and nothing is written:', () => {
  async function expectRefusal(args: string[], code: string, exitCode: number, input?: string | Uint8Array) {
    const project = projectWithItem();
    project.write('empty.md', '');
    project.write('blank.md', ' \n\t\n\n');
    project.write('latin1.md', Buffer.from('caf\xe9', 'latin1'));
    project.write('nul.md', 'a\0b');
    const before = treeOf(project.path);
    const run = await project.run(args, input === undefined ? {} : { input });
    expect([run.exitCode, run.stdout]).toEqual([exitCode, '']);
    expect(run.stderr).toMatch(/^error: [^\n]+\n/);
    const json = await project.run([...args, '--json'], input === undefined ? {} : { input });
    expect([json.exitCode, JSON.parse(json.stdout).error.code]).toEqual([exitCode, code]);
    expect(treeOf(project.path)).toEqual(before);
  }

  const needText = WRITERS.filter(([name]) => name !== 'close');

  test.each(needText)('an empty text for %s', async (_name, args) => {
    await expectRefusal([...args, '-m', ''], 'empty-body', 1);
    await expectRefusal([...args, '-m', ' \n', '-m', '\t'], 'empty-body', 1);
    await expectRefusal([...args, '--file', 'empty.md'], 'empty-body', 1);
    await expectRefusal(args, 'empty-body', 1, '');
  });

  test('blank text from a file, a pipe, or none at all', async () => {
    await expectRefusal(['comment', 'sample-item', '--file', 'blank.md'], 'empty-body', 1);
    await expectRefusal(['comment', 'sample-item', '--file', '-'], 'empty-body', 1, '\n\n');
    await expectRefusal(['comment', 'sample-item'], 'empty-body', 1);
    await expectRefusal(['edit', 'sample-item', '--body', ''], 'empty-body', 1);
  });

  test.each([
    ...WRITERS,
    ['new', ['new', 'T']],
    ['edit', ['edit', 'sample-item']],
    ['status', ['status', 'sample-item', 'pending']],
  ] as typeof WRITERS)('-m and --file together for %s', async (_name, args) => {
    await expectRefusal([...args, '-m', 'Text.', '--file', 'text.md'], 'usage', 2);
  });

  test('other texts given twice', async () => {
    await expectRefusal(['close', 'sample-item', '--resolution', 'A', '-m', 'B'], 'usage', 2);
    await expectRefusal(['close', 'sample-item', '--resolution', 'A', '--file', 'text.md'], 'usage', 2);
    await expectRefusal(['edit', 'sample-item', '--body', 'A', '-m', 'B'], 'usage', 2);
    await expectRefusal(['new', 'T', '--title', 'T'], 'usage', 2);
  });

  test.each([...WRITERS, ['new', ['new', 'T']], ['edit', ['edit', 'sample-item']]] as typeof WRITERS)(
    'a file for %s that is missing, a directory or no text',
    async (_name, args) => {
      await expectRefusal([...args, '--file', 'missing.md'], 'file-system', 1);
      await expectRefusal([...args, '--file', 'work-items'], 'file-system', 1);
      await expectRefusal([...args, '--file', 'latin1.md'], 'invalid-value', 1);
      await expectRefusal([...args, '--file', 'nul.md'], 'invalid-value', 1);
    },
  );

  test('a pipe that is no text', async () => {
    await expectRefusal(['comment', 'sample-item'], 'invalid-value', 1, Buffer.from([0x61, 0xff, 0x62]));
    await expectRefusal(['comment', 'sample-item', '--file', '-'], 'invalid-value', 1, 'a\0b');
    await expectRefusal(['new', 'T'], 'invalid-value', 1, Buffer.from([0xc3]));
  });

  test('a review without a verdict, or with two', async () => {
    await expectRefusal(['review', 'sample-item', '-m', 'Text.'], 'usage', 2);
    await expectRefusal(['review', 'sample-item', '--approve', '--request-changes', '-m', 'Text.'], 'usage', 2);
  });

  test('whatever else is wrong, before a text is waited for', async () => {
    const project = projectWithItem();
    addItem(project.root, { slug: 'done', stamp: '20260101-000000', status: 'closed' });
    for (const args of [
      ['comment', 'missing'],
      ['review', 'sample-item'],
      ['close', 'done'],
      ['reopen', 'sample-item'],
      ['new', 'T', '--priority', 'P9'],
    ]) {
      const started = startTickets(args, { cwd: project.path });
      started.child.stdout?.resume();
      const patience = new Promise((resolve) => setTimeout(resolve, 10_000, 'still waiting'));
      const exitCode = await Promise.race([started.exited, patience]);
      expect([args, exitCode]).toEqual([args, args[0] === 'review' || args[0] === 'new' ? 2 : 1]);
    }
  });
});

describe('a silent pipe', () => {
  test.each([
    ['comment', ['comment', 'sample-item']],
    ['close', ['close', 'sample-item']],
    ['new', ['new', 'T']],
    ['--file -', ['edit', 'sample-item', '--file', '-']],
  ])('is waited for, and said after a second, for %s', async (_name, args) => {
    const project = projectWithItem();
    const started = startTickets(args, { cwd: project.path });
    started.child.stdout?.resume();
    await expect
      .poll(started.stderr, { timeout: 5_000 })
      .toMatch(/^waiting for [^\n]+ on standard input[^\n]*-m[^\n]*\n$/);
    started.child.stdin?.end('Late, but here.\n');
    expect(await started.exited).toBe(0);
    const { stdout } = await project.run(['search', 'Late, but here.', '--json']);
    expect(JSON.parse(stdout).matches.length).toBeGreaterThan(0);
  });

  test('is not mentioned where the text comes at once', async () => {
    const project = projectWithItem();
    const { stderr } = await project.run(['comment', 'sample-item'], { input: 'Text.' });
    expect(stderr).not.toContain('waiting');
  });
});

test('a standard input that cannot be read is told, and nothing is written', () => {
  const project = projectWithItem();
  const before = treeOf(project.root);
  // A shell's 0>FILE.
  const file = openSync(join(project.path, 'only-written'), 'w');
  try {
    for (const args of [
      ['comment', 'sample-item'],
      ['edit', 'sample-item', '--file', '-'],
    ]) {
      const { status, stderr } = spawnSync(process.execPath, [ticketsBin, ...args], {
        cwd: project.path,
        env: pinnedEnv(),
        stdio: [file, 'ignore', 'pipe'],
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([1, 'error: cannot read standard input: EBADF\nhint: nothing was written\n']);
    }
  } finally {
    closeSync(file);
  }
  expect(treeOf(project.root)).toEqual(before);
});
