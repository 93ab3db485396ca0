import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MERGE_DRIVERS } from '../../src/git/merge-drivers.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { ticketsBin } from '../support/tickets-bin.ts';

const text = readFileSync(new URL('../../docs/merging.md', import.meta.url), 'utf8');
/** The block of a language that begins with these words. */
const block = (language: string, start: string): string => {
  const found = text.split(`\`\`\`${language}\n`).map((rest) => rest.split('```')[0] ?? '');
  const [only = '', ...more] = found.slice(1).filter((each) => each.startsWith(start));
  expect([only === '', more]).toEqual([false, []]);
  return only;
};
const DRIVERS = block('sh', "printf '%s");

/** A project with an item to which two branches gave other titles, and a shell in it. */
function prepared() {
  const project = temporaryProject({ git: true });
  project.write('bin/tickets', `#!/bin/sh\nexec '${process.execPath}' '${ticketsBin}' "$@"\n`);
  chmodSync(join(project.path, 'bin/tickets'), 0o755);
  project.write('.gitignore', 'bin/\n');
  const date = '2026-06-01T09:00:00Z';
  const env = pinnedEnv({
    PATH: `${join(project.path, 'bin')}:${process.env.PATH}`,
    ...{ GIT_AUTHOR_NAME: 'ann', GIT_AUTHOR_EMAIL: 'ann@example.org', GIT_AUTHOR_DATE: date },
    ...{ GIT_COMMITTER_NAME: 'ann', GIT_COMMITTER_EMAIL: 'ann@example.org', GIT_COMMITTER_DATE: date },
  });
  const shell = (line: string) =>
    spawnSync('/bin/sh', ['-c', `( ${line} ) 2>&1`], { cwd: project.path, env, encoding: 'utf8' });
  const edited = (title: string): string =>
    `tickets edit slow-search --title "${title}" && git add -A && git commit -qm`;
  const setUp = [
    'touch work-items/open/.gitkeep work-items/pending/.gitkeep work-items/closed/.gitkeep',
    'tickets new "Slow search" && git add -A && git commit -qm item && git checkout -qb theirs',
    `${edited('Search is a snail')} theirs && git checkout -q main`,
    `${edited('Search takes ten seconds')} ours`,
  ].join(' && ');
  expect(shell(setUp)).toMatchObject({ status: 0 });
  return shell;
}

it.each([
  ['with the drivers', DRIVERS],
  ['without them', 'true'],
])('the session in docs/merging.md prints what it shows, %s', (_name, setup) => {
  const shell = prepared();
  expect(shell(setup).status).toBe(0);
  for (const step of block('console', '$ git merge').split(/^(?=\$ )/m)) {
    const [line = '', ...output] = step.split('\n');
    // How many files there were to settle depends on what git made of them.
    const plain = (printed: string): string => printed.replace(/\d files? written/g, '');
    expect(plain(`${line}\n${shell(line.slice(2)).stdout}`)).toBe(plain(`${line}\n${output.join('\n')}`));
  }
});

it('the drivers that docs/merging.md registers by hand are ours, and merge two comments', () => {
  for (const [setup, status] of [
    ['true', 1],
    [DRIVERS, 0],
  ] as const) {
    const shell = prepared();
    const commented = (text: string): string => `tickets comment slow-search -m ${text} && git commit -qam ${text}`;
    const branches = `git checkout -qb one && ${commented('one')} && git checkout -qb two HEAD~ && ${commented('two')}`;
    expect(shell(`${setup}\n${branches}`)).toMatchObject({ status: 0 });
    expect(shell('git merge --no-edit one').status).toBe(status);
  }
  const names = [...DRIVERS.matchAll(/^git config merge\.([\w-]+)\.driver/gm)].map(([, name]) => name);
  expect(names).toEqual(MERGE_DRIVERS.map(({ name }) => name));
});
