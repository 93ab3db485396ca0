import { chmodSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findingLines } from '../support/finding-lines.ts';
import { runBounded } from '../support/run-bounded.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { unprivilegedUser } from '../support/unprivileged-user.ts';
import { writeItem } from '../support/write-item.ts';

const A = '20260530-053259-a';
const B = '20260530-053300-b';

/** A tree in which a file of one item is too large to be read. */
function withUnreadable(file: string) {
  const project = temporaryProject();
  writeItem(project.root, { id: A });
  writeItem(project.root, { id: B });
  truncateSync(join(project.root, 'open', A, file), 300 * 1024 * 1024);
  return project;
}

describe('doctor never passes what it could not read', () => {
  it.each([[[]], [['--diff']], [['--fix']], [['--write-baseline', 'known.json']]])(
    'doctor %j: exit code 3',
    async (args) => {
      const run = await withUnreadable('thread.md').run(['doctor', ...args]);
      expect(run.exitCode).toBe(3);
      expect(run.stdout).not.toContain('doctor: ok');
      expect(run.stderr).toContain('not complete: 1 file or directory could not be read');
    },
  );

  it('an item.md that rules over the whole tree need, though another item was asked for', async () => {
    const run = await withUnreadable('item.md').run(['doctor', '--json', B]);
    expect(run.exitCode).toBe(3);
    expect(findingLines(run.stdout)).toEqual([`work-items/open/${A}/item.md layout/unreadable`]);
    expect(JSON.parse(run.stdout).summary).toMatchObject({ items: 1, unread: 1 });
  });

  it('but the log of an item that was not asked for does not matter', async () => {
    const run = await withUnreadable('thread.md').run(['doctor', B]);
    expect(run).toMatchObject({ exitCode: 0, stdout: 'doctor: ok\n' });
  });

  const user = unprivilegedUser();
  it.skipIf(user === null).each([
    ['work-items/open', `work-items/open layout/unreadable`],
    ['TODO.md', 'TODO.md layout/unreadable'],
    ['tickets', 'tickets layout/unreadable'],
  ])('%s', async (path, finding) => {
    const project = temporaryProject();
    writeItem(project.root, { id: A });
    project.write('TODO.md', 'Call Bob.\n');
    project.write('tickets/notes.txt', 'No ticket.\n');
    chmodSync(project.path, 0o755);
    const forbidden = join(project.path, path);
    chmodSync(forbidden, 0);
    onTestFinished(() => chmodSync(forbidden, 0o755));
    const run = await runBounded(['doctor', '--json'], { cwd: project.path, ...user });
    expect(run.exitCode).toBe(3);
    expect(findingLines(run.stdout)).toContain(finding);
  });

  it('a TODO.md that is a directory is nothing of the legacy tracker', async () => {
    const project = temporaryProject();
    writeItem(project.root, { id: A });
    project.write('TODO.md/notes.txt', '');
    expect(await project.run(['doctor'])).toMatchObject({ exitCode: 0, stdout: 'doctor: ok\n' });
  });
});
