import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pinnedEnv } from '../support/pinned-env.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { ticketsBin } from '../support/tickets-bin.ts';

const repository = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, repository), 'utf8');

/** The fenced blocks of one language in a document. */
function blocks(document: string, language: string): string[] {
  return [...document.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}

/** A project with `tickets` on the path. */
function projectWithTickets() {
  const project = temporaryProject({ init: false });
  project.write('bin/tickets', `#!/bin/sh\nexec '${process.execPath}' '${ticketsBin}' "$@"\n`);
  chmodSync(join(project.path, 'bin/tickets'), 0o755);
  const env = pinnedEnv({ PATH: `${join(project.path, 'bin')}:${process.env.PATH}` });
  return { ...project, env };
}

/** Runs what a session types, and compares what it shows. */
function checkSession(session: string): void {
  const { path, env } = projectWithTickets();
  for (const step of session.split(/^(?=\$ )/m)) {
    const [first = '', ...rest] = step.split('\n');
    // A line that goes on has `> ` in front, as a shell shows it.
    const end = rest.findIndex((text) => !text.startsWith('> '));
    const line = [first, ...rest.slice(0, end)].join('\n');
    const output = rest.slice(end);
    const run = spawnSync('/bin/sh', ['-c', `( ${line.replace(/^[$>] /gm, '')}\n) 2>&1`], {
      cwd: path,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(`${line}\n${run.stdout}`).toBe(`${line}\n${output.join('\n')}`);
  }
}

describe.each([
  ['README.md', 2],
  ['docs/doctor.md', 1],
  ['docs/insight.md', 1],
  ['docs/migrate.md', 2],
  ['docs/verify.md', 1],
  ['docs/recipes.md', 5],
  ['docs/guide/agents.md', 1],
  ['docs/guide/reviews.md', 1],
  ['docs/guide/ci.md', 1],
])('the sessions in %s', (document, count) => {
  const sessions = blocks(read(document), 'console');

  it('are there', () => {
    expect(sessions).toHaveLength(count);
  });

  it.each(sessions)('print what they show', checkSession);
});

describe('the program in the README', () => {
  it('runs, and prints what it says', () => {
    const [program = ''] = blocks(read('README.md'), 'js');
    const { path, env, write } = projectWithTickets();
    expect(spawnSync('tickets', ['init'], { cwd: path, env }).status).toBe(0);
    write('node_modules/yoi-tickets/package.json', '{"type":"module","exports":"./index.js"}');
    const library = new URL('dist/index.js', repository).href;
    write('node_modules/yoi-tickets/index.js', `export * from ${JSON.stringify(library)};\n`);
    write('program.mjs', program);
    const run = spawnSync(process.execPath, ['program.mjs'], { cwd: path, env, encoding: 'utf8' });
    const [, shown = ''] = /\/\/ (\[.*\])/.exec(program) ?? [];
    expect(run.stderr).toBe('');
    expect(run.stdout.trim()).toBe(shown);
    expect(shown).not.toBe('');
  });
});

describe('docs/cli.md and docs/guide/', () => {
  it('are what the commands say of themselves', () => {
    const check = spawnSync(process.execPath, ['scripts/docs.js', '--check'], { cwd: repository, encoding: 'utf8' });
    expect(check.stderr).toBe('');
    expect(check.status).toBe(0);
  });
});

describe('docs/json.md', () => {
  it('shows an error as it is printed', async () => {
    const { run } = temporaryProject();
    const { stdout, exitCode } = await run(['show', 'nope', '--json']);
    expect(exitCode).toBe(1);
    expect(blocks(read('docs/json.md'), 'json')).toEqual([stdout]);
  });

  it('names every error code', () => {
    const source = read('src/tickets/tickets-error.ts');
    const codes = [...source.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map((match) => match[1]);
    const documented = [...read('docs/json.md').matchAll(/^\| (`[^|]+`) \| \d/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([a-z-]+)`/g)].map((match) => match[1]),
    );
    expect(codes.length).toBeGreaterThan(10);
    expect(documented.sort()).toEqual([...codes, 'fault'].sort());
  });

  it('names every command', async () => {
    const { COMMANDS } = await import('../../src/commands/registry.ts');
    const text = read('docs/json.md');
    for (const { name } of COMMANDS) expect(text).toMatch(new RegExp(`^\\|.*\`${name}\``, 'm'));
  });
});

describe('docs/format.md', () => {
  it('has the field table as the program has it', async () => {
    const { FIELDS } = await import('../../src/format/fields.ts');
    const text = read('docs/format.md');
    for (const { key, description } of FIELDS) expect(text).toContain(`| \`${key}\` | ${description} |`);
  });
});
