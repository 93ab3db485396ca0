import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { npm } from '../../scripts/install-packed.js';
import { parseCommandLine } from '../../src/commands/program.ts';
import { TicketsError } from '../../src/tickets/tickets-error.ts';
import { pinnedEnv } from '../support/pinned-env.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
const docs = readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' });
const PAGES = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'],
  ...docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
].map((page) => ({ page, text: read(page) }));

/** Code in the lines of the pages, less their blocks. */
const SPANS = PAGES.flatMap(({ page, text }) => {
  const spans = text.replace(/^```.*?^```$/gms, '').matchAll(/`([^`\n]+)`/g);
  return [...spans].map(([, span = '']) => ({ page, span }));
});

/** What is wrong with a command line, other than that it is not complete: a page may name a command without its REF. */
async function faultOf(line: string): Promise<string | null> {
  // `--waiting review|answer` shows two values.
  const words = line.split(' ').map((word) => word.split('|')[0] ?? '');
  try {
    await parseCommandLine(words.slice(1), () => 80);
    return null;
  } catch (error) {
    if (!(error instanceof TicketsError)) throw error;
    return /missing|not specified/.test(error.message) ? null : error.message;
  }
}

describe('the commands that pages name', () => {
  const lines = SPANS.map(({ span }) => span.replace('COMMAND', 'list')).filter((span) => span.startsWith('tickets '));

  it('are many', () => {
    expect(lines.length).toBeGreaterThan(100);
  });

  it.each([...new Set(lines)])('%s', async (line) => {
    expect(await faultOf(line)).toBe(null);
  });

  it.each(['tickets lst', 'tickets list --nope', 'tickets list --status nope'])('%s would be told', async (line) => {
    expect(await faultOf(line)).not.toBe(null);
  });
});

it('the options that pages name are those of a command', () => {
  const known = new Set([...read('docs/cli.md').matchAll(/^ +(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option));
  const named = SPANS.filter(({ span }) => !/^(?:git|npm|tickets) /.test(span)).flatMap(({ page, span }) =>
    [...span.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => ({ page, option })),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ option }) => !known.has(option))).toEqual([]);
});

it('the scripts that pages name for npm are there', () => {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
  const named = PAGES.flatMap(({ page, text }) =>
    [...text.matchAll(/\bnpm (?:run ([\w:]+)|(test)\b)/g)].map(([, script, test]) => ({
      page,
      script: script ?? test,
    })),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ script = '' }) => !scripts.includes(script))).toEqual([]);
});

/** The tests that run what a page shows of a shell, and how many blocks each runs. */
const RUN_BY: Record<string, Record<string, number>> = {
  // One is `npm test`.
  'README.md': { 'docs/console': 2, 'docs/commands': 2 },
  'docs/doctor.md': { 'docs/console': 1, 'docs/ci': 1 },
  'docs/insight.md': { 'docs/console': 1 },
  'docs/migrate.md': { 'docs/console': 2 },
  'docs/verify.md': { 'docs/console': 1 },
  'docs/guide/agents.md': { 'docs/console': 1 },
  'docs/guide/reviews.md': { 'docs/console': 1 },
  'docs/guide/ci.md': { 'docs/console': 1 },
  'docs/merging.md': { 'docs/merging': 2, 'docs/setup': 1 },
  'docs/setup.md': { 'docs/setup': 3 },
  'docs/recipes.md': { 'docs/console': 5, 'package/single': 1, 'terminal/completion': 1 },
};

it('each block of a shell on a page is run by a test', () => {
  const shown = PAGES.map(
    ({ page, text }) => [page, [...text.matchAll(/^```(?:sh|bash|console)\n/gm)].length] as const,
  );
  const run = Object.entries(RUN_BY).map(([page, tests]) => [
    page,
    Object.values(tests).reduce((sum, n) => sum + n, 0),
  ]);
  expect(Object.fromEntries(shown.filter(([, blocks]) => blocks > 0))).toEqual(Object.fromEntries(run));
  for (const [page, tests] of Object.entries(RUN_BY)) {
    for (const test of Object.keys(tests)) {
      expect([test, page, read(`test/${test}.test.ts`).includes(basename(page))]).toEqual([test, page, true]);
    }
  }
});

describe('what README.md says of setting up', () => {
  it('lists the items of this project', () => {
    const [, line = ''] = /^npm ci && (node .*)$/m.exec(read('README.md')) ?? [];
    const run = spawnSync('/bin/sh', ['-c', line], { cwd: repository, env: pinnedEnv(), encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([0, '']);
    expect(run.stdout.split('\n').length).toBeGreaterThan(3);
  });

  it('puts `tickets` on the path', () => {
    const [, line = ''] = /`npm (install --global \.)`/.exec(read('README.md')) ?? [];
    const prefix = mkdtempSync(join(tmpdir(), 'tickets-prefix-'));
    onTestFinished(() => rmSync(prefix, { recursive: true }));
    // Less the build, which stands already.
    npm([...line.split(' '), '--prefix', prefix, '--ignore-scripts', '--no-audit', '--no-fund'], repository);
    const { version } = JSON.parse(read('package.json'));
    const run = spawnSync('tickets', ['--version'], {
      env: pinnedEnv({ PATH: `${join(prefix, 'bin')}:${process.env.PATH}` }),
      encoding: 'utf8',
    });
    expect(run).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });
});
