import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { gitIn, gitProject } from '../support/git-project.ts';
import { oldEvent } from '../support/old-event.ts';
import { runTickets } from '../support/run-tickets.ts';
import { unpackCorpus } from '../support/unpack-corpus.ts';

/** A repository with two items, committed; then everything is changed and nothing is committed. */
async function repository() {
  const project = gitProject();
  for (const status of ['open', 'pending', 'closed']) project.write(`work-items/${status}/.gitkeep`, '');
  const { id } = addItem(project.root, { slug: 'one', title: 'First: of two', events: [oldEvent({ author: 'fox' })] });
  addItem(project.root, { slug: 'two', stamp: '20260530-060000', status: 'closed', resolution: 'Done.\n' });
  project.write(`work-items/open/${id}/artifacts/deep/x.txt`, 'x');
  project.write(`work-items/open/${id}/notes.txt`, 'x');
  project.commit();
  const before = async (...args: string[]) => (await project.run([...args, '--json'])).stdout;
  return { ...project, id, before };
}

describe('--rev', () => {
  it.each([
    [['list', '--status', 'all']],
    [['list', '--author', 'fox']],
    [['list', '--status', 'closed', '--sort', 'title', '--reverse']],
    [['show', 'one']],
    [['show', '20260530-06']],
    [['log']],
    [['log', '--author', 'fox', '--limit', '1']],
  ])('%j answers from the commit as it did from the files, whatever these are now', async (args) => {
    const project = await repository();
    const files = await project.before(...args);
    expect(await project.before(...args, '--rev', 'HEAD')).toBe(files);
    rmSync(join(project.root, 'open', project.id), { recursive: true });
    await project.run(['reopen', 'two', '-m', 'Again.']);
    expect(await project.before(...args)).not.toBe(files);
    expect(await project.before(...args, '--rev', 'main')).toBe(files);
  });

  it('gives the bytes, too, and knows a root that was elsewhere then', async () => {
    const project = await repository();
    const raw = (await project.run(['show', 'one', '--raw'])).stdout;
    project.git('mv', 'work-items', '.yoi');
    project.git('mv', '.yoi', 'x');
    project.write('.yoi/keep', '');
    project.git('mv', 'x', '.yoi/tickets');
    project.commit();
    expect((await project.run(['show', 'one', '--raw', '--rev', 'HEAD~1'])).stdout).toBe(raw);
    expect((await project.run(['list', '--rev', 'HEAD~1'])).stdout).toContain(project.id);
  });

  it.each([
    [['list', '--rev', 'nope'], "error: 'nope' is no commit here"],
    [['show', 'one', '--rev', ''], "error: '' is no commit here"],
    [['show', 'three', '--rev', 'HEAD'], "error: no work item 'three'"],
    [['show', '20260530', '--rev', 'HEAD'], "error: '20260530' fits 2 items"],
  ])('%j is told in one line', async (args, message) => {
    const run = await (await repository()).run(args);
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr.split('\n')[0]).toBe(message);
  });
});

const corpus = unpackCorpus('work-items-2026-06-06.tar.gz');
afterAll(() => {
  if (corpus) rmSync(corpus, { recursive: true });
});

it.skipIf(!corpus)('the real items read the same from a commit as from the disk', async () => {
  const cwd = corpus ?? '';
  gitIn(cwd, 'init', '-q');
  gitIn(cwd, '-c', 'core.autocrlf=false', 'add', '-A');
  gitIn(cwd, 'commit', '-qm', 'x');
  for (const args of [
    ['list', '--status', 'all', '--json'],
    ['log', '--json'],
  ]) {
    const files = await runTickets(args, { cwd });
    expect(JSON.stringify(files).length).toBeGreaterThan(10_000);
    expect(await runTickets([...args, '--rev', 'HEAD'], { cwd })).toEqual(files);
  }
});
