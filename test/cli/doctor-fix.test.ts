import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { pinnedEnv } from '../support/pinned-env.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';
import { writeItem } from '../support/write-item.ts';

const ID = '20260530-053259-slow-search';

/** An item whose files need repairs, some of which are possible only after others. */
function damagedProject(): TemporaryProject {
  const project = temporaryProject({ git: true });
  const directory = writeItem(project.root, {
    id: ID,
    title: 'Search: slow',
    fields: { updated_at: '2026-05-01T00:00:00Z' },
  });
  const item = `work-items/open/${ID}/item.md`;
  project.write(item, project.read(item).replace('title: ', 'title:'));
  execFileSync('rm', ['-r', `${directory}/artifacts`, `${project.root}/pending`]);
  return project;
}

describe('doctor --diff', () => {
  it('shows all that --fix does: applied as a patch it gives the same tree', async () => {
    const patched = damagedProject();
    const fixed = damagedProject();
    const { exitCode, stdout, stderr } = await patched.run(['doctor', '--diff', '--unsafe-fixes']);
    expect(exitCode).toBe(1);
    expect(await fixed.run(['doctor', '--unsafe-fixes', '--strict'])).toMatchObject({ exitCode: 0 });
    const counts = /^(\d+) repairs in (\d+) files\n$/.exec(stderr);
    expect(Number(counts?.[1])).toBeGreaterThan(3);
    expect(stdout.match(/^\+\+\+ b\/work-items\//gm)).toHaveLength(Number(counts?.[2]));
    // git takes no patch of an empty file without its own header: those are told by name alone.
    const texts = stdout.split(/^(?=--- )/m).filter((part) => part.includes('\n@@'));
    execFileSync('git', ['apply', '-'], { cwd: patched.path, env: pinnedEnv(), input: texts.join('') });
    const item = `work-items/open/${ID}/item.md`;
    expect(patched.read(item)).toBe(fixed.read(item));
  });

  it('writes nothing', async () => {
    const project = damagedProject();
    const before = treeOf(project.path);
    await project.run(['doctor', '--diff', '--unsafe-fixes']);
    expect(treeOf(project.path)).toEqual(before);
  });
});

describe('doctor --fix', () => {
  it.each(['kind:"a\\\n  b"', 'kind:|\n  bug'])('does not make one value of two lines: %j', async (lines) => {
    const project = temporaryProject({ git: true });
    writeItem(project.root, { id: ID, title: 'Slow search' });
    const item = `work-items/open/${ID}/item.md`;
    project.write(
      item,
      project.read(item).replace(/^kind: .*$/m, () => lines),
    );
    const before = project.read(item);
    expect(before).toContain(lines);
    expect((await project.run(['doctor', '--fix'])).stdout).toContain('front-matter/no-space-after-key');
    expect(project.read(item)).toBe(before);
  });

  it('leaves nothing for a second run', async () => {
    const project = damagedProject();
    expect((await project.run(['doctor', '--unsafe-fixes'])).stdout).toBe('doctor: ok\n');
    const once = treeOf(project.path);
    expect(await project.run(['doctor', '--diff', '--unsafe-fixes'])).toMatchObject({
      exitCode: 0,
      stderr: 'nothing to repair\n',
    });
    await project.run(['doctor', '--unsafe-fixes']);
    expect(treeOf(project.path)).toEqual(once);
  });
});
