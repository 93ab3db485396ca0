import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { gitIn } from '../support/git-project.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { runTickets } from '../support/run-tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { ticketsBin } from '../support/tickets-bin.ts';
import { treeOf } from '../support/tree-of.ts';

const ID = '20260530-053259-alpha';
const IDENTITY = {
  GIT_AUTHOR_NAME: 't',
  GIT_AUTHOR_EMAIL: 't@example.org',
  GIT_COMMITTER_NAME: 't',
  GIT_COMMITTER_EMAIL: 't@example.org',
};

/** A repository in the middle, and two clones of it that are set up. */
async function twoClones({ prepared = true } = {}) {
  const project = temporaryProject({ init: false });
  const { path } = project;
  gitIn(path, 'init', '-q', '--bare', '-b', 'main', 'middle');
  const clone = async (name: string) => {
    const cwd = join(path, name);
    gitIn(path, 'clone', '-q', join(path, 'middle'), name);
    const git = (...args: string[]): string => gitIn(cwd, ...args);
    const run = (...args: string[]) => runTickets(args, { cwd, env: IDENTITY });
    return {
      cwd,
      git,
      run,
      write: (file: string, text: string) => project.write(join(name, file), text),
      read: (file: string): string => project.read(join(name, file)),
      sync: async (...args: string[]) => {
        const { stdout, stderr, exitCode } = await run('sync', '--json', ...args);
        return { stderr, exitCode, ...JSON.parse(stdout) };
      },
    };
  };
  const a = await clone('a');
  for (const status of ['open', 'pending', 'closed']) a.write(`work-items/${status}/.gitkeep`, '');
  addItem(join(a.cwd, 'work-items'), { slug: 'alpha' });
  addItem(join(a.cwd, 'work-items'), { slug: 'beta', stamp: '20260530-053300', body: 'Another.\n'.repeat(9) });
  if (prepared) await a.run('setup');
  a.git('checkout', '-qB', 'main');
  a.git('add', '-A');
  a.git('commit', '-qm', 'items');
  a.git('push', '-qu', 'origin', 'main');
  const b = await clone('b');
  if (prepared) await b.run('setup');
  return { path, a, b, middle: join(path, 'middle') };
}

const bodies = async (clone: Awaited<ReturnType<typeof twoClones>>['a'], ref = ID): Promise<string[]> => {
  const { stdout } = await clone.run('show', ref, '--json');
  return JSON.parse(stdout)
    .item.events.map(({ body }: { body: string }) => body)
    .slice(1);
};

describe('sync', () => {
  it('says so when both are the same', async () => {
    const { a } = await twoClones();
    const run = await a.run('sync');
    expect(run).toMatchObject({ exitCode: 0, stdout: '', stderr: 'main and origin/main: the same\n' });
  });

  it('pushes what is new here, and takes what is new there', async () => {
    const { a, b } = await twoClones();
    await a.run('comment', ID, '-m', 'From a.');
    expect(await a.sync('--commit')).toMatchObject({ exitCode: 0, pulled: 0, pushed: 1, merged: null, retries: 0 });
    expect(await b.sync()).toMatchObject({ exitCode: 0, pulled: 1, pushed: 0, committed: null });
    expect(await bodies(b)).toEqual(['From a.']);
  });

  it.each([true, false])('joins what both wrote on one item, a comment and a close; set up: %s', async (prepared) => {
    const { a, b } = await twoClones({ prepared });
    await a.run('comment', ID, '-m', 'From a.');
    await a.run('edit', ID, '--priority', 'P0');
    await a.sync('--commit');
    await b.run('close', ID, '-m', 'Done by b.');
    expect(await b.sync('--commit')).toMatchObject({ exitCode: 0, pulled: 1, pushed: 2 });
    expect(await a.sync()).toMatchObject({ exitCode: 0, pulled: 2 });
    for (const clone of [a, b]) {
      expect((await bodies(clone)).sort()).toEqual(['Before:\n\n- priority: P2', 'Done by b.', 'From a.']);
      const { item } = JSON.parse((await clone.run('show', ID, '--json')).stdout);
      expect(item).toMatchObject({ status: 'closed', priority: 'P0', resolution: 'Done by b.\n' });
      expect(clone.git('status', '--porcelain', '--', 'work-items')).toBe('');
    }
    expect((await a.run('verify', '--base', 'HEAD^1')).exitCode).toBe(0);
    expect(a.git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  });

  it('commits the items alone: what else is staged stays staged', async () => {
    const { a, b } = await twoClones();
    await b.run('comment', ID, '-m', 'From b.');
    await b.sync('--commit');
    a.write('src.js', 'staged');
    a.git('add', 'src.js');
    a.write('src.js', 'changed since');
    await a.run('comment', ID, '-m', 'From a.');
    await a.run('new', 'Something new', '-m', 'Text.');
    expect(await a.sync('--commit', '-m', 'Say it')).toMatchObject({ exitCode: 0, pulled: 1, pushed: 2 });
    expect(a.git('show', ':src.js')).toBe('staged');
    expect(a.git('status', '--porcelain')).toBe('AM src.js\n');
    expect(a.git('log', '-1', '--format=%s', 'HEAD^1').trim()).toBe('Say it');
    expect((await bodies(a)).sort()).toEqual(['From a.', 'From b.']);
  });

  it('starts anew when someone else has pushed meanwhile', async () => {
    const { a, b } = await twoClones();
    await a.run('comment', ID, '-m', 'From a.');
    await b.run('comment', ID, '-m', 'From b.');
    b.git('commit', '-qam', 'from b');
    const hook = join(a.cwd, '.git/hooks/pre-push');
    writeFileSync(
      hook,
      `#!/bin/sh\n[ -e "${a.cwd}/.git/raced" ] && exit 0\n: > "${a.cwd}/.git/raced"\nunset GIT_DIR GIT_WORK_TREE GIT_PREFIX\nexec git -C "${b.cwd}" push -q\n`,
    );
    chmodSync(hook, 0o755);
    expect(await a.sync('--commit')).toMatchObject({ exitCode: 0, retries: 1, pulled: 1, pushed: 2 });
    expect(existsSync(join(a.cwd, '.git/raced'))).toBe(true);
    expect((await bodies(a)).sort()).toEqual(['From a.', 'From b.']);
  });
});

describe('the note of edited slugs', () => {
  const NOTE = 'work-items/.edited-slugs';

  /** Two clones with more items than are all asked for a slug in any case. */
  async function manyItems() {
    const clones = await twoClones({ prepared: false });
    const { a, b } = clones;
    for (let index = 100; index < 320; index += 1) {
      const time = `${Math.floor(index / 60)}`.padStart(2, '0') + `${index % 60}`.padStart(2, '0');
      addItem(join(a.cwd, 'work-items'), { slug: `item-${index}`, stamp: `20260530-06${time}` });
    }
    expect(await a.sync('--commit')).toMatchObject({ exitCode: 0, pushed: 1 });
    expect(await b.sync()).toMatchObject({ exitCode: 0, pulled: 1 });
    return clones;
  }
  type Clones = Awaited<ReturnType<typeof manyItems>>;

  /** Both clones have it, nothing is left to commit, and the one that got the slug from the other knows whose it is. */
  async function expectTaken({ a, b }: Clones, slug: string, id: string): Promise<void> {
    for (const clone of [a, b]) {
      expect(clone.git('status', '--porcelain')).toBe('');
      expect(clone.git('ls-files', NOTE)).toBe(`${NOTE}\n`);
    }
    expect(JSON.parse((await a.run('show', slug, '--json')).stdout).item.id).toBe(id);
    expect((await a.run('new', 'X', '--slug', slug)).stderr).toContain(`is taken by ${id}`);
  }

  it('is in the merge that gives an item another slug, as both sides gave one to two', async () => {
    const clones = await manyItems();
    const { a, b } = clones;
    const [first, second] = ['2026-06-01T09:00:00Z', '2026-06-01T09:00:05Z'];
    const env = { ...IDENTITY, TICKETS_NOW: first };
    const { stdout } = await runTickets(['new', 'Twice'], { cwd: a.cwd, env });
    const later = await runTickets(['new', 'Twice'], { cwd: b.cwd, env: { ...IDENTITY, TICKETS_NOW: second } });
    expect(stdout).not.toBe(later.stdout);
    expect(await a.sync('--commit')).toMatchObject({ exitCode: 0, pushed: 1 });
    const joined = await b.sync('--commit');
    expect(joined).toMatchObject({ exitCode: 0, merged: expect.any(String) });
    expect(b.git('show', '--name-only', '--format=', '-m', joined.merged)).toContain(NOTE);
    expect(await a.sync()).toMatchObject({ exitCode: 0, merged: null });
    await expectTaken(clones, 'twice-2', later.stdout.trim());
  });

  it('is committed with the edit that made it, and is one where both sides made it', async () => {
    const clones = await manyItems();
    const { a, b } = clones;
    await a.run('edit', 'item-200', '--slug', 'by-a');
    await b.run('edit', 'item-210', '--slug', 'by-b');
    expect(await a.sync('--commit')).toMatchObject({ exitCode: 0, pushed: 1 });
    expect(a.git('show', '--name-only', '--format=', 'HEAD').split('\n')).toContain(NOTE);
    expect(await b.sync('--commit')).toMatchObject({ exitCode: 0, merged: expect.any(String) });
    expect(await a.sync()).toMatchObject({ exitCode: 0 });
    await expectTaken(clones, 'by-b', '20260530-060330-item-210');
  });

  it('is made where a side brings such a slug without it', async () => {
    const clones = await manyItems();
    const { a, b } = clones;
    await a.run('edit', ID, '--slug', 'renamed');
    // As a program did that knew of no note.
    rmSync(join(a.cwd, NOTE));
    expect(await a.sync('--commit')).toMatchObject({ exitCode: 0, pushed: 1 });
    await b.run('comment', ID, '-m', 'From b.');
    expect(await b.sync('--commit')).toMatchObject({ exitCode: 0, merged: expect.any(String) });
    expect(await a.sync()).toMatchObject({ exitCode: 0 });
    await expectTaken(clones, 'renamed', ID);
  });
});

describe('hooks', () => {
  it('that call it are in no other repository than their own: one of a linked worktree', async () => {
    const { a, b, path } = await twoClones({ prepared: false });
    const hook = join(a.cwd, '.git/hooks/post-commit');
    writeFileSync(hook, `#!/bin/sh\nexec "${process.execPath}" "${ticketsBin}" sync\n`);
    chmodSync(hook, 0o755);
    a.git('worktree', 'add', '-q', '-b', 'topic', '../linked');
    const cwd = join(path, 'linked');
    gitIn(cwd, 'push', '-qu', 'origin', 'topic');
    b.git('fetch', '-q');
    b.git('checkout', '-q', 'topic');
    await b.run('comment', ID, '-m', 'From b.');
    b.git('commit', '-qam', 'from b');
    b.git('push', '-q');
    await runTickets(['comment', ID, '-m', 'From a.'], { cwd });
    gitIn(cwd, 'commit', '-qam', 'from a');
    expect(gitIn(cwd, 'rev-list', '--parents', '-1', 'HEAD').trim().split(' ')).toHaveLength(3);
    expect(gitIn(cwd, 'rev-parse', 'HEAD')).toBe(gitIn(cwd, 'rev-parse', 'origin/topic'));
    expect(gitIn(cwd, 'status', '--porcelain')).toBe('');
    expect(a.git('status', '--porcelain')).toBe('');
    const text = readFileSync(join(cwd, `work-items/open/${ID}/thread.md`), 'utf8');
    expect(text).toContain('From a.');
    expect(text).toContain('From b.');
  });

  it('that run in it read patterns of paths as ever', async () => {
    const { a } = await twoClones({ prepared: false });
    const hook = join(a.cwd, '.git/hooks/pre-commit');
    writeFileSync(hook, `#!/bin/sh\ngit diff --cached --name-only -- '*.md' > "${a.cwd}/.git/seen"\n`);
    chmodSync(hook, 0o755);
    await a.run('comment', ID, '-m', 'From a.');
    expect((await a.sync('--commit')).exitCode).toBe(0);
    expect(a.read('.git/seen')).toContain(`work-items/open/${ID}/thread.md\n`);
  });
});

describe('where a person is needed', () => {
  /** Everything that must be as it was: files, index, branch. */
  const stateOf = ({ cwd, git }: Awaited<ReturnType<typeof twoClones>>['a']) => [
    Object.entries(treeOf(cwd)).filter(([path]) => !path.startsWith('.git/')),
    git('rev-parse', 'HEAD'),
    git('status', '--porcelain'),
    git('ls-files', '-s'),
    git('worktree', 'list').split('\n').length,
  ];

  it('both sides gave one field another value: it stops, names it, and nothing has changed', async () => {
    const { a, b, middle } = await twoClones();
    await a.run('edit', ID, '--title', 'By a');
    await a.sync('--commit');
    await b.run('edit', ID, '--title', 'By b');
    b.git('commit', '-qam', 'by b');
    const before = stateOf(b);
    const { exitCode, error } = await b.sync();
    expect({ exitCode, code: error.code }).toEqual({ exitCode: 1, code: 'sync' });
    expect(error.message).toContain(`both sides changed work-items/open/${ID}/item.md`);
    expect(error.hint).toContain('git merge origin/main');
    expect(stateOf(b)).toEqual(before);
    expect(gitIn(middle, 'log', '-1', '--format=%s').trim()).toBe('Update work items');
  });

  it('a merge that is settled and cannot be staged: that it went on aside is nothing that anybody has to finish', async () => {
    const { a, b, path } = await twoClones({ prepared: false });
    await a.run('close', ID, '-m', 'From a.');
    await a.sync('--commit');
    await b.run('comment', ID, '-m', 'From b.');
    b.git('commit', '-qam', 'from b');
    const before = stateOf(b);
    // Of all of git one command, as with a full disk.
    const found = `#!/bin/sh\ncase "$*" in *update-index*--add*) echo 'fatal: no room' >&2; exit 128;; esac\n`;
    mkdirSync(join(path, 'bin'));
    writeFileSync(join(path, 'bin/git'), `${found}PATH="\${PATH#*:}" exec git "$@"\n`, { mode: 0o755 });
    const env = { ...IDENTITY, PATH: `${join(path, 'bin')}:${process.env.PATH}` };
    const { exitCode, stderr } = await runTickets(['sync'], { cwd: b.cwd, env });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('no room\nhint: nothing was changed\n')]);
    expect(stateOf(b)).toEqual(before);
    expect(await b.sync()).toMatchObject({ exitCode: 0, merged: expect.any(String) });
  });

  it('an artifact that both made, of an item that one moved', async () => {
    const { a, b } = await twoClones();
    await a.run('close', ID, '-m', 'Done.');
    a.write(`work-items/closed/${ID}/artifacts/x.bin`, 'A\0');
    await a.sync('--commit');
    b.write(`work-items/open/${ID}/artifacts/x.bin`, 'B\0');
    b.git('add', '-A');
    b.git('commit', '-qm', 'x');
    const before = stateOf(b);
    expect((await b.sync()).error.message).toContain(`both sides changed work-items/closed/${ID}/artifacts/x.bin`);
    expect(stateOf(b)).toEqual(before);
  });

  it('a conflict in another file, too', async () => {
    const { a, b } = await twoClones();
    a.write('x.txt', 'a');
    a.git('add', '-A');
    a.git('commit', '-qm', 'x');
    await a.sync();
    b.write('x.txt', 'b');
    b.git('add', '-A');
    b.git('commit', '-qm', 'x');
    const before = stateOf(b);
    expect((await b.sync()).error.message).toContain('both sides changed x.txt');
    expect(stateOf(b)).toEqual(before);
  });

  it('an event that was edited here is not pushed', async () => {
    const { a, middle } = await twoClones();
    const thread = `work-items/open/${ID}/thread.md`;
    a.write(thread, a.read(thread).replace('tickets.sh create', 'hand'));
    const head = gitIn(middle, 'rev-parse', 'main');
    const { exitCode, error } = await a.sync('--commit');
    expect({ exitCode, code: error.code }).toEqual({ exitCode: 1, code: 'sync' });
    expect(error.message).toContain(`${thread}: the create by tickets.sh of 2026-05-30T05:32:59Z was changed`);
    expect(gitIn(middle, 'rev-parse', 'main')).toBe(head);
  });

  it('an event that was dropped there is not taken', async () => {
    const { a, b } = await twoClones();
    await a.run('comment', ID, '-m', 'From a.');
    await a.sync('--commit');
    await b.sync();
    const thread = `work-items/open/${ID}/thread.md`;
    b.write(thread, b.read(thread).replace(/\n<!-- event: comment .*$/s, ''));
    b.git('commit', '-qam', 'drop', '--no-verify');
    b.git('push', '-q');
    const before = stateOf(a);
    expect((await a.sync()).error.message).toMatch(/^origin\/main does not have all events that are here: .* is gone/);
    expect(stateOf(a)).toEqual(before);
  });

  it.each([
    [
      'changes that are not committed',
      (a: { write: (file: string, text: string) => void }) => a.write('work-items/open/x.md', 'x'),
      /^not committed: work-items\/open\/x\.md$/,
    ],
    [
      'a detached HEAD',
      (a: { git: (...args: string[]) => string }) => a.git('checkout', '-q', '--detach'),
      /^HEAD is detached$/,
    ],
    [
      'a branch that follows none',
      (a: { git: (...args: string[]) => string }) => a.git('checkout', '-qb', 'topic'),
      /^the branch topic follows no other$/,
    ],
    [
      'a merge in progress',
      (a: { cwd: string; git: (...args: string[]) => string }) =>
        writeFileSync(join(a.cwd, '.git/MERGE_HEAD'), a.git('rev-parse', 'HEAD')),
      /^a merge is in progress$/,
    ],
  ] as const)('%s', async (_name, prepare, message) => {
    const { a } = await twoClones();
    prepare(a);
    const { exitCode, error } = await a.sync();
    expect({ exitCode, code: error.code }).toEqual({ exitCode: 1, code: 'sync' });
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(/\S/);
  });

  it('a push that the other side refuses is told in its words, and never forced', async () => {
    const { a, middle } = await twoClones();
    const hook = join(middle, 'hooks/pre-receive');
    writeFileSync(hook, '#!/bin/sh\necho "not today" >&2\nexit 1\n');
    chmodSync(hook, 0o755);
    await a.run('comment', ID, '-m', 'From a.');
    const { exitCode, error } = await a.sync('--commit');
    expect({ exitCode, code: error.code }).toEqual({ exitCode: 1, code: 'sync' });
    expect(error.message).toBe('the push was refused: [remote rejected] (pre-receive hook declined): not today');
  });

  it('a push that fails again though nobody else has pushed is told, and not tried on', async () => {
    const { a, middle } = await twoClones();
    await a.run('comment', ID, '-m', 'From a.');
    writeFileSync(join(middle, 'refs/heads/main.lock'), '');
    const { exitCode, error } = await a.sync('--commit');
    expect({ exitCode, code: error.code }).toEqual({ exitCode: 1, code: 'sync' });
    expect(error.message).toContain('the push was refused: [remote rejected] (failed to update ref)');
  });

  it('a hook that refuses the commit leaves the index as it was', async () => {
    const { a } = await twoClones({ prepared: false });
    const hook = join(a.cwd, '.git/hooks/pre-commit');
    writeFileSync(hook, '#!/bin/sh\necho "not today" >&2\nexit 1\n');
    chmodSync(hook, 0o755);
    await a.run('comment', ID, '-m', 'From a.');
    await a.run('new', 'Something new', '-m', 'Text.');
    a.write('src.js', 'staged');
    a.git('add', 'src.js');
    const before = stateOf(a);
    expect((await a.sync('--commit')).error).toMatchObject({ code: 'git', message: 'git commit failed: not today' });
    expect(stateOf(a)).toEqual(before);
  });

  it('a file in the way of what comes stops it before anything is pushed', async () => {
    const { a, b, middle } = await twoClones();
    b.write('new.txt', 'theirs');
    b.git('add', 'new.txt');
    b.git('commit', '-qm', 'new');
    await b.sync();
    const pushed = gitIn(middle, 'rev-parse', 'main');
    a.write('new.txt', 'mine');
    const before = stateOf(a);
    const message = /^this branch could not follow: .*'new\.txt' would be overwritten/;
    expect((await a.sync()).error.message).toMatch(message);
    expect(stateOf(a)).toEqual(before);
    await a.run('comment', ID, '-m', 'From a.');
    a.git('commit', '-qm', 'x', '--', 'work-items');
    expect((await a.sync()).error.message).toMatch(message);
    expect(gitIn(middle, 'rev-parse', 'main')).toBe(pushed);
    expect(a.read('new.txt')).toBe('mine');
  });

  it('a remote that is not there, and no repository at all', async () => {
    const { a } = await twoClones();
    a.git('remote', 'set-url', 'origin', '/nowhere/at/all');
    expect((await a.sync()).error).toMatchObject({ code: 'git' });
    const none = await temporaryProject().run(['sync'], { env: pinnedEnv() });
    expect(none).toMatchObject({ exitCode: 1, stdout: '' });
  });
});
