import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { pinnedEnv } from '../support/pinned-env.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const single = join(repository, 'dist-single/tickets.mjs');

/** A project with the one file in it, as a team would commit it; nothing else is near. */
function projectWithSingle() {
  const project = temporaryProject({ init: false });
  copyFileSync(single, join(project.path, 'tickets.mjs'));
  const run = (...args: string[]) =>
    spawnSync(join(project.path, 'tickets.mjs'), args, { cwd: project.path, env: pinnedEnv(), encoding: 'utf8' });
  return { ...project, run };
}

describe('dist-single/tickets.mjs', () => {
  beforeAll(() => {
    execFileSync(process.execPath, ['scripts/build-single.js'], { cwd: repository, stdio: 'inherit' });
  });

  it('is executable, and says its version', () => {
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    expect(statSync(single).mode & 0o111).toBe(0o111);
    expect(readFileSync(single, 'utf8').split('\n', 2)).toEqual([
      '#!/usr/bin/env node',
      expect.stringContaining(`tickets ${version}`),
    ]);
    expect(projectWithSingle().run('--version').stdout).toBe(`${version}\n`);
  });

  it('carries the licence of everything that is in it', () => {
    const text = readFileSync(single, 'utf8');
    expect(text).toContain(readFileSync(join(repository, 'LICENSE'), 'utf8').trim());
    for (const name of ['@noble/hashes', 'any-ascii', 'chalk', 'commander', 'diff', 'string-width', 'yaml'])
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  });

  it('does everything where nothing is installed: YAML, transliteration, colours, wide characters, diffs', () => {
    const { run, read, write } = projectWithSingle();
    expect(run('init').status).toBe(0);
    const id = run('new', '検索が遅い', '-m', 'Ten seconds.').stdout.trim();
    expect(id).toMatch(/^20260601-090000-[a-z-]+$/);
    expect(run('review', id, '--approve', '-m', 'Good.').status).toBe(0);
    expect(run('list', '--color').stdout).toContain('検索が遅い');
    const file = `work-items/open/${id}/item.md`;
    write(file, read(file).replace(/^title: .*/m, 'title: a: b'));
    expect(run('doctor').stdout).toContain('front-matter/invalid-yaml');
    expect(run('doctor', '--diff').stdout).toContain('+title: "a: b"');
    expect(run('doctor', '--fix').stdout).toBe('doctor: ok\n');
    expect(run('close', id, '-m', 'Done.')).toMatchObject({ status: 0, stderr: `${id}: open → closed\n` });
    write('work-items/tickets.yml', 'doctor:\n  rules:\n    layout/husk: nonsense\n');
    expect(run('doctor')).toMatchObject({ status: 2, stderr: expect.stringContaining('tickets.yml:3') });
  });

  it('is put into a project as docs/recipes.md says', () => {
    const recipes = readFileSync(join(repository, 'docs/recipes.md'), 'utf8');
    const [, script = ''] = /```sh\n(cp dist-single[\s\S]*?)```/.exec(recipes) ?? [];
    const { path, read, write } = temporaryProject({ init: false });
    write('tickets/dist-single/tickets.mjs', readFileSync(single));
    chmodSync(join(path, 'tickets/dist-single/tickets.mjs'), 0o755);
    write('your-project/work-items/open/.gitkeep', '');
    const shell = (line: string, cwd: string) =>
      spawnSync('/bin/sh', ['-ec', line], { cwd: join(path, cwd), env: pinnedEnv(), encoding: 'utf8' });
    expect(shell('git init -q -b main', 'your-project').status).toBe(0);
    expect(shell(script, 'tickets')).toMatchObject({ status: 0, stderr: 'no items fit\n' });
    expect(read('your-project/.git/config')).toContain(join(path, 'your-project/tickets.mjs'));
  });
});
