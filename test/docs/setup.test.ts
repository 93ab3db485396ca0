import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseThread } from '../../src/format/thread.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { ticketsBin } from '../support/tickets-bin.ts';

const read = (path: string): string => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');
const ID = '20260601-090000-slow-search';

/** A committed item, a repository to push to, and a shell. */
function prepared() {
  const project = temporaryProject({ git: true });
  project.write('bin/tickets', `#!/bin/sh\nexec '${process.execPath}' '${ticketsBin}' "$@"\n`);
  chmodSync(join(project.path, 'bin/tickets'), 0o755);
  const who = { GIT_AUTHOR_NAME: 'ann', GIT_AUTHOR_EMAIL: 'ann@example.org' };
  const env = pinnedEnv({
    PATH: `${join(project.path, 'bin')}:${process.env.PATH}`,
    ...{ ...who, GIT_COMMITTER_NAME: 'ann', GIT_COMMITTER_EMAIL: 'ann@example.org' },
  });
  const shell = (line: string) =>
    spawnSync('/bin/sh', ['-c', `( ${line} ) 2>&1`], { cwd: project.path, env, encoding: 'utf8' });
  const start = [
    'git init -q --bare .git/origin && git remote add origin .git/origin && printf "bin/\\n" > .git/info/exclude',
    'touch work-items/open/.gitkeep work-items/pending/.gitkeep work-items/closed/.gitkeep',
    'tickets new "Slow search" && git add -A && git commit -qm item',
  ];
  expect(shell(start.join(' && '))).toMatchObject({ status: 0 });
  return { project, shell };
}

it('the sessions in docs/setup.md print what they show', () => {
  const { shell } = prepared();
  const sessions = [...read('setup.md').matchAll(/^```console\n(.*?)^```$/gms)].map(([, session = '']) => session);
  expect(sessions).toHaveLength(3);
  for (const step of sessions.flatMap((session) => session.split(/^(?=\$ )/m))) {
    const [line = '', ...output] = step.split('\n');
    expect(`${line}\n${shell(line.slice(2)).stdout}`).toBe(`${line}\n${output.join('\n')}`);
  }
});

it('the loop in docs/merging.md merges branches of which each two conflict', () => {
  const { project, shell } = prepared();
  for (const branch of ['a', 'b', 'c']) {
    const step = `git checkout -qb ${branch} main && tickets comment slow-search -m "By ${branch}." && git commit -qam x`;
    expect(shell(step)).toMatchObject({ status: 0 });
  }
  expect(shell('git checkout -q main && git merge --no-edit a b c').status).toBe(2);
  const [, loop = ''] = /^```sh\n(for branch in .*?)^```$/ms.exec(read('merging.md')) ?? [];
  expect(shell(loop)).toMatchObject({ status: 0 });
  const { events } = parseThread(project.read(`work-items/open/${ID}/thread.md`), ID);
  expect(events.slice(1).map(({ body }) => body)).toEqual(['By a.', 'By b.', 'By c.']);
  expect(shell('git status --porcelain').stdout).toBe('');
});
