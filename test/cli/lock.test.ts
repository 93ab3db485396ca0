import { chmodSync, chownSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireLock } from '../../src/store/with-lock.ts';
import { addItem } from '../support/add-item.ts';
import { runBounded } from '../support/run-bounded.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { unprivilegedUser } from '../support/unprivileged-user.ts';

/** A project whose lock this process holds, with what the record says changed. */
function lockedProject(change: Record<string, unknown> = {}) {
  const project = temporaryProject();
  const { id } = addItem(project.root);
  const lock = join(project.root, '.lock');
  acquireLock(lock, { timeout: 0 });
  writeFileSync(lock, JSON.stringify({ ...JSON.parse(readFileSync(lock, 'utf8')), ...change }));
  return { ...project, id, lock };
}

test('a writer waits for --lock-timeout, says for whom, and then ends with a clear error', async () => {
  const { id, lock, run } = lockedProject();
  const { exitCode, stderr } = await run(['comment', id, '-m', 'x', '--lock-timeout', '1.2']);
  expect(exitCode).toBe(1);
  const [waiting, error, hint] = stderr.split('\n');
  expect(waiting).toMatch(new RegExp(`^waiting for process ${process.pid} on .*, which is writing$`));
  expect(error).toMatch(
    new RegExp(`^error: process ${process.pid} on .* holds the lock ${lock}; waited 1.\\d s for it$`),
  );
  expect(hint).toContain('tickets unlock');
  for (const words of [
    ['--lock-timeout', 'soon'],
    ['--lock-timeout', '-1'],
  ]) {
    expect((await run(['comment', id, '-m', 'x', ...words])).exitCode).toBe(2);
  }
  expect((await run(['--lock-timeout', '0', 'comment', id, '-m', 'x'])).exitCode).toBe(1);
});

test.each([
  ['export'],
  ['migrate'],
  ['setup'],
  ['resolve'],
  ['redact', 'REF', '1', '--reason', 'a key'],
  ['import', 'items.json'],
])('%s waits for --lock-timeout, too', async (...words) => {
  const { root, run, write } = temporaryProject({ git: true });
  const { id } = addItem(root);
  // In git's directory.
  const { lock } = JSON.parse((await run(['unlock', '--json'])).stdout);
  acquireLock(lock, { timeout: 0 });
  write('TODO.md', '- Tidy up\n');
  write('items.json', '{"schemaVersion":1,"kind":"tickets-export","items":[],"files":[]}');
  const args = words.map((word) => (word === 'REF' ? id : word));
  for (const line of [
    [...args, '--lock-timeout', '0'],
    ['--lock-timeout', '0', ...args],
  ]) {
    const { exitCode, stderr } = await run(line);
    expect([exitCode, stderr.includes(`holds the lock ${lock}`)]).toEqual([1, true]);
  }
});

test('unlock shows who holds the lock, and removes that of a live process only by force', async () => {
  const { lock, run } = lockedProject();
  const held = await run(['unlock']);
  expect(held.exitCode).toBe(1);
  expect(held.stdout).toContain(`held by process ${process.pid} on `);
  expect(existsSync(lock)).toBe(true);
  const forced = await run(['unlock', '--force', '--json']);
  expect([forced.exitCode, existsSync(lock)]).toEqual([0, false]);
  expect(JSON.parse(forced.stdout)).toMatchObject({ lock, state: 'held', owner: { pid: process.pid }, removed: true });
  const free = await run(['unlock']);
  expect([free.exitCode, free.stdout]).toEqual([0, 'nobody holds the lock\n']);
});

test('unlock removes the lock of a dead process', async () => {
  const { lock, run } = lockedProject({ pid: 2 ** 30 });
  const { exitCode, stdout } = await run(['unlock']);
  expect([exitCode, existsSync(lock)]).toEqual([0, false]);
  expect(stdout).toContain('which is gone\nremoved\n');
});

test('unlock says of a lock without a text what it can', async () => {
  const { lock, run } = lockedProject();
  writeFileSync(lock, '');
  const { exitCode, stdout } = await run(['unlock']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('held by an unknown process since ');
});

test('unlock prints nothing of a record that a terminal acts on, and stays on its lines', async () => {
  const { lock, run } = lockedProject({ host: 'a\u001b[31mred\nremoved' });
  const { stdout } = await run(['unlock']);
  const [name, holder, hint, ...more] = stdout.split('\n');
  expect([name, more]).toEqual([lock, ['']]);
  expect(holder).toMatch(/^held by process \d+ on a\\e\[31mred\\nremoved since /);
  expect(hint).toBe('if it is not: tickets unlock --force');
});

const user = unprivilegedUser();

/** A project with a lock that nobody may read, in a root that the user may write. */
function hiddenLock() {
  const project = lockedProject();
  chmodSync(project.path, 0o755);
  chmodSync(project.lock, 0o000);
  if (user?.uid !== undefined) chownSync(project.root, user.uid, user.gid ?? 0);
  return { ...project, run: (args: string[]) => runBounded(args, { cwd: project.path, ...user }) };
}

test.skipIf(user === null)('unlock says of a lock that may not be read what it can', async () => {
  const { lock, run } = hiddenLock();
  const { exitCode, stdout, stderr } = await run(['unlock']);
  expect([exitCode, stderr]).toEqual([1, '']);
  expect(stdout).toContain('held by an unknown process since ');
  expect(existsSync(lock)).toBe(true);
});

test.skipIf(user === null)('one that may not be read is waited for, and is removed by force', async () => {
  const { id, lock, run } = hiddenLock();
  const waited = await run(['comment', id, '-m', 'x', '--lock-timeout', '0.1']);
  expect([waited.exitCode, waited.stderr]).toEqual([1, expect.stringContaining(`process holds the lock ${lock}; `)]);
  const { exitCode, stdout } = await run(['unlock', '--force']);
  expect([exitCode, existsSync(lock)]).toEqual([0, false]);
  expect(stdout).toContain('\nremoved\n');
});

test.skipIf(user === null)('force says why it cannot remove a lock', async () => {
  const { root, lock, run } = hiddenLock();
  chmodSync(root, 0o555);
  const { exitCode, stderr } = await run(['unlock', '--force']);
  chmodSync(root, 0o755);
  expect([exitCode, existsSync(lock)]).toEqual([1, true]);
  expect(stderr).toMatch(
    /^error: cannot write [^\n]+: permission denied \(EACCES\); nothing was changed\nhint: [^\n]+\n$/,
  );
});
