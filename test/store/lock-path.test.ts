import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lockPath, openWorkspace } from '../../src/api/workspace.ts';

/** A repository with work items, and a link to them from the same repository, from another one, and from none. */
function linkedRoots(isRepository: boolean): { root: string; links: string[] } {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'tickets-links-')));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const root = join(home, 'project/yoi/work-items');
  mkdirSync(join(root, 'open'), { recursive: true });
  for (const name of ['project', 'other']) {
    mkdirSync(join(home, name), { recursive: true });
    if (isRepository) execFileSync('git', ['init', '-q'], { cwd: join(home, name) });
  }
  const links = ['project/items', 'other/items', 'items'].map((name) => join(home, name));
  for (const link of links) symlinkSync(root, link);
  symlinkSync(join(home, 'project'), join(home, 'same'));
  return { root, links: [...links, join(home, 'same/yoi/work-items')] };
}

it.each([true, false])('a root has one lock, by whatever link it is reached; in a repository: %s', (isRepository) => {
  const { root, links } = linkedRoots(isRepository);
  const lock = lockPath(openWorkspace({ root }));
  expect(lock).toContain(isRepository ? '/project/.git/tickets-' : '/project/yoi/work-items/.lock');
  for (const link of links) expect(lockPath(openWorkspace({ root: link }))).toBe(lock);
});

it('a root that is not there has one, too', () => {
  const path = join(tmpdir(), 'tickets-none');
  expect(lockPath({ ...openWorkspace({ root: linkedRoots(false).root }), root: { path, project: '/' } })).toBe(
    join(path, '.lock'),
  );
});
