import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/doctor/all-rules.ts';
import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD } from '../../src/doctor/example-tree.ts';
import { addScript } from '../support/add-script.ts';
import { type GitProject, gitIn, gitProject } from '../support/git-project.ts';
import { oldEvent } from '../support/old-event.ts';
import type { RunResult } from '../support/run-tickets.ts';
import { runTickets } from '../support/run-tickets.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { writeExample } from '../support/write-example.ts';

const NOW = { env: { TICKETS_NOW: '2026-06-02T09:00:00Z' } };
const CLOSED = `work-items/closed/${EXAMPLE_ID}`;
const RESOLUTION = `${CLOSED}/resolution.md`;
const TEXT = 'Search takes 0.2 s now.\n\n検索は速い。\n';

/** The example of a rule that finds damage: a closed item whose resolution and close event are its item.md. */
const DAMAGED = RULES.find(({ id }) => id === 'closed/resolution-is-item-copy')?.bad ?? {};

const doctor = (project: TemporaryProject, ...args: string[]): Promise<RunResult> =>
  project.run(['doctor', ...args], NOW);

interface Found {
  rule: string;
  severity: string;
  path: string;
  message: string;
  help: string;
  fix: { safety: string } | null;
}

async function findings(cwd: string, env: Record<string, string> = {}): Promise<Found[]> {
  const { stdout } = await runTickets(['doctor', '--json'], { cwd, env: { ...NOW.env, ...env } });
  return JSON.parse(stdout).findings;
}

const ruleOf = ({ rule, severity }: Found): string => `${severity} ${rule}`;

/** A project whose item was damaged after these texts were committed as its resolution. */
function damagedProject(...texts: string[]): GitProject {
  const project = gitProject();
  for (const text of texts) project.commit({ [RESOLUTION]: text });
  writeExample(project.root, DAMAGED);
  project.commit();
  return project;
}

describe('a resolution that a copy of item.md has overwritten', () => {
  it('is put back from git history, and nothing else changes', async () => {
    const project = damagedProject(TEXT);
    const [found] = await findings(project.path);
    expect(found).toMatchObject({ rule: 'closed/resolution-is-item-copy', fix: { safety: 'safe' } });
    expect(found?.help).toMatch(/--fix` puts the text back from git history \(commit [0-9a-f]{12}, work-items\/closed/);
    expect((await doctor(project)).exitCode).toBe(1);
    expect(await doctor(project, '--fix')).toMatchObject({ exitCode: 0, stdout: 'doctor: ok\n' });
    expect(project.read(RESOLUTION)).toBe(TEXT);
    expect(project.git('status', '--porcelain').trim()).toBe(`M ${RESOLUTION}`);
  });

  it('comes back after the item and the root have moved', async () => {
    const project = gitProject();
    project.commit({ [`yoi/work-items/pending/${EXAMPLE_ID}/resolution.md`]: TEXT });
    project.commit({ [`yoi/work-items/pending/${EXAMPLE_ID}/resolution.md`]: null });
    writeExample(project.root, DAMAGED);
    expect((await doctor(project, '--fix')).exitCode).toBe(0);
    expect(project.read(RESOLUTION)).toBe(TEXT);
  });

  it('is an unsafe fix where history has several texts: the latest', async () => {
    const project = damagedProject('A first text.\n', TEXT);
    expect((await findings(project.path))[0]?.fix).toMatchObject({ safety: 'unsafe' });
    expect((await doctor(project, '--fix')).exitCode).toBe(1);
    expect(project.git('status', '--porcelain')).toBe('');
    expect((await doctor(project, '--unsafe-fixes')).exitCode).toBe(0);
    expect(project.read(RESOLUTION)).toBe(TEXT);
  });

  it('is an unsafe fix where the item was closed twice', async () => {
    const project = damagedProject(TEXT);
    const thread = project.read(`${CLOSED}/thread.md`);
    const close = thread.slice(thread.indexOf('\n<!-- event: close'));
    project.write(`${CLOSED}/thread.md`, thread + close.replace('author: ann', 'author: bob'));
    const found = (await findings(project.path)).map(({ rule, fix }) => [rule, fix?.safety]);
    expect(found).toContainEqual(['closed/resolution-is-item-copy', 'unsafe']);
  });

  it('is an unsafe fix where only another branch has the text', async () => {
    const project = gitProject();
    writeExample(project.root, DAMAGED);
    project.commit();
    project.git('checkout', '--quiet', '-b', 'side');
    project.commit({ [RESOLUTION]: TEXT });
    project.git('checkout', '--quiet', 'main');
    const [found] = await findings(project.path);
    expect(found).toMatchObject({ fix: { safety: 'unsafe' }, help: expect.stringContaining('from other branches') });
    expect((await doctor(project, '--unsafe-fixes')).exitCode).toBe(0);
    expect(project.read(RESOLUTION)).toBe(TEXT);
  });

  it('is an unsafe fix in a shallow clone, which may not see all of it', async () => {
    const project = gitProject();
    project.commit({ 'a.txt': 'a' });
    project.commit({ [RESOLUTION]: TEXT });
    writeExample(project.root, DAMAGED);
    project.commit();
    const { path } = temporaryProject({ init: false });
    gitIn(path, 'clone', '--quiet', '--depth', '2', `file://${project.path}`, 'clone');
    expect((await findings(join(path, 'clone'))).map(({ fix }) => fix?.safety)).toEqual(['unsafe']);
  });

  it('is put back from the close event without any history', async () => {
    const project = temporaryProject();
    const thread = oldEvent({ kind: 'close', at: '2026-06-01T10:00:00Z', more: 'status: closed', body: TEXT });
    const item = DAMAGED[`closed/${EXAMPLE_ID}/item.md`] ?? '';
    writeExample(project.root, {
      ...DAMAGED,
      [`closed/${EXAMPLE_ID}/thread.md`]: `${EXAMPLE_THREAD}\n${thread}`,
    });
    // The seal is of another log.
    rmSync(join(project.path, CLOSED, 'digest.json'));
    project.write(RESOLUTION, item as string);
    expect((await findings(project.path))[0]).toMatchObject({ fix: { safety: 'safe' } });
    expect(await doctor(project, '--fix')).toMatchObject({ exitCode: 0, stdout: 'doctor: ok\n' });
    expect(project.read(RESOLUTION)).toBe(TEXT);
  });

  it('is an unsafe fix from an artifact of that name; of several, people choose', async () => {
    const project = temporaryProject();
    writeExample(project.root, DAMAGED);
    project.write(`${CLOSED}/artifacts/notes/Resolution-draft.md`, TEXT);
    expect((await findings(project.path))[0]).toMatchObject({
      fix: { safety: 'unsafe' },
      help: '`tickets doctor --unsafe-fixes` puts the text back from artifacts/notes/Resolution-draft.md',
    });
    project.write(`${CLOSED}/artifacts/closing.txt`, 'Another.\n');
    expect((await findings(project.path))[0]).toMatchObject({
      fix: null,
      help: 'look in artifacts/closing.txt, artifacts/notes/Resolution-draft.md, and put the text here',
    });
  });

  it.each([
    ['nothing but copies', () => [String(DAMAGED[`closed/${EXAMPLE_ID}/item.md`])]],
    ['a placeholder', () => ['Closed.\n']],
    ['an empty file', () => [' \n']],
    ['a conflict', () => ['<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n']],
  ])('stays lost where history has %s, and it says where it looked', async (_, texts) => {
    const project = damagedProject(...texts());
    const commits = project.git('rev-list', '--count', 'HEAD').trim();
    project.write(`${CLOSED}/artifacts/plan.md`, 'A plan.\n');
    const [found] = await findings(project.path);
    expect(found?.fix).toBeNull();
    expect(found?.help).toBe(
      `nothing has the text any more, not the close event, git history (commits: ${commits}), other branches, artifacts (none of 1 is called a resolution): write what came of the work anew`,
    );
    expect((await doctor(project, '--unsafe-fixes')).exitCode).toBe(1);
  });

  it('is told from where it is, without a fix, when the copy was edited and not committed: no text may go', async () => {
    const project = damagedProject(TEXT);
    const copy = `${project.read(RESOLUTION)}\nA note that stands nowhere else.\n`;
    project.write(RESOLUTION, copy);
    const [found] = await findings(project.path);
    expect(found).toMatchObject({ fix: null, help: expect.stringContaining('no exact copy') });
    expect((await doctor(project, '--unsafe-fixes')).exitCode).toBe(1);
    expect(project.read(RESOLUTION)).toBe(copy);
    project.commit();
    expect((await findings(project.path))[0]?.fix).not.toBeNull();
  });

  it('is told from where it is, without a fix, when it is not valid UTF-8', async () => {
    const project = gitProject();
    project.commit({ [RESOLUTION]: new Uint8Array([0x4f, 0x4b, 0xff]) });
    writeExample(project.root, DAMAGED);
    const [found] = await findings(project.path);
    const blob = project.git('rev-parse', `HEAD:${RESOLUTION}`).slice(0, 12);
    expect(found).toMatchObject({ fix: null, help: expect.stringContaining(`git cat-file -p ${blob}`) });
  });
});

/** An open item, made from a ticket. */
const migrated = (ticket: string, thread = EXAMPLE_THREAD): Record<string, string> => ({
  [`work-items/open/${EXAMPLE_ID}/item.md`]: EXAMPLE_ITEM.replace('legacy_ticket: null', `legacy_ticket: ${ticket}`),
  [`work-items/open/${EXAMPLE_ID}/thread.md`]: thread,
  [`work-items/open/${EXAMPLE_ID}/artifacts/.gitkeep`]: '',
  'work-items/pending/.gitkeep': '',
  'work-items/closed/.gitkeep': '',
});

/** A second one. */
const other = (ticket: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(migrated(ticket)).map(([path, text]) =>
      [path, text].map((part) => part.replaceAll('slow-search', 'dark-mode')),
    ),
  );

describe('a legacy ticket', () => {
  it('that never was in history is a warning that names the nearest', async () => {
    const project = gitProject();
    project.commit({ 'tickets/検索が遅い.md': 'x', 'tickets/slow-search.md': 'x' });
    project.commit({
      'tickets/検索が遅い.md': null,
      'tickets/slow-search.md': null,
      ...migrated('tickets/slow-serach.md'),
    });
    expect(await findings(project.path)).toMatchObject([
      {
        rule: 'migration/legacy-ticket-never-existed',
        severity: 'warning',
        message: 'no commit ever had tickets/slow-serach.md',
        help: 'did you mean tickets/slow-search.md?',
      },
    ]);
    expect((await doctor(project)).exitCode).toBe(0);
    expect((await doctor(project, '--strict')).exitCode).toBe(1);
  });

  it.each([
    'tickets/検索が遅い.md',
    './tickets/slow-search.md',
    'tickets/renamed.md',
    'TRACKER-17',
    'https://example.org/issues/3.md',
    '../elsewhere/tickets/x.md',
  ])('%s is none to warn of', async (ticket) => {
    const project = gitProject();
    project.commit({ 'tickets/検索が遅い.md': 'x', 'tickets/slow-search.md': 'x' });
    project.git('mv', 'tickets/slow-search.md', 'tickets/renamed.md');
    project.commit();
    project.commit({ 'tickets/検索が遅い.md': null, 'tickets/renamed.md': null, ...migrated(ticket) });
    expect(await findings(project.path)).toEqual([]);
  });

  it('that is only on disk is there, as far as history goes', async () => {
    const project = gitProject();
    project.commit(migrated('tickets/slow-search.md'));
    project.write('tickets/slow-search.md', '# Search is slow\n');
    expect((await findings(project.path)).map(ruleOf)).toEqual(['error migration/legacy-ticket-file']);
  });

  it('is not looked for without git', async () => {
    const project = temporaryProject();
    for (const [path, text] of Object.entries(migrated('tickets/ghost.md'))) project.write(path, text);
    expect(await findings(project.path)).toEqual([]);
  });

  it('cannot be looked for in a shallow clone: that is said once, as a hint', async () => {
    const project = gitProject();
    project.commit({ 'tickets/slow-search.md': 'x', 'tickets/dark-mode.md': 'x' });
    project.commit({ 'tickets/slow-search.md': null, 'tickets/dark-mode.md': null });
    project.commit({ ...migrated('tickets/slow-search.md'), ...other('tickets/ghost.md') });
    const { path } = temporaryProject({ init: false });
    gitIn(path, 'clone', '--quiet', '--depth', '1', `file://${project.path}`, 'clone');
    const clone = join(path, 'clone');
    expect(await findings(clone)).toMatchObject([
      { rule: 'migration/history-not-checked', severity: 'hint', path: 'work-items' },
    ]);
    expect((await runTickets(['doctor', '--strict'], { cwd: clone, ...NOW })).exitCode).toBe(0);
    gitIn(clone, 'fetch', '--quiet', '--unshallow');
    expect((await findings(clone)).map(ruleOf)).toEqual(['warning migration/legacy-ticket-never-existed']);
  });

  it('is not called made up where history begins after the migration', async () => {
    const project = gitProject();
    project.commit({ ...migrated('tickets/slow-search.md'), ...other('tickets/dark-mode.md') });
    expect(await findings(project.path)).toMatchObject([
      {
        rule: 'migration/history-not-checked',
        severity: 'hint',
        message: expect.stringContaining('it has none of the 2, so it begins after the migration'),
      },
    ]);
  });

  it('cannot be looked for where git refuses or is missing: that is a hint, too', async () => {
    const project = gitProject();
    project.commit(migrated('tickets/ghost.md'));
    const refused = await findings(project.path, { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' });
    const missing = await findings(project.path, { PATH: join(project.path, 'nowhere') });
    for (const [found, why] of [
      [refused, 'dubious ownership'],
      [missing, 'there is no git here'],
    ] as const) {
      expect(found.map(ruleOf)).toEqual(['hint migration/history-not-checked']);
      expect(found[0]?.message).toContain(why);
    }
  });
});

describe('the review of a migrated ticket', () => {
  const REVIEW = '# レビュー\n\nApprove with follow-up.  \n\n<!-- event: review author: x at: y -->\n';
  const review = 'tickets/slow-search.review.md';

  function withReview(thread?: string): GitProject {
    const project = gitProject();
    project.commit({ 'tickets/slow-search.md': 'x', [review]: REVIEW });
    project.commit({ 'tickets/slow-search.md': null, [review]: null, ...migrated('tickets/slow-search.md', thread) });
    return project;
  }

  it('that is in no event is a warning; the fix puts its bytes into artifacts/', async () => {
    const project = withReview();
    expect(await findings(project.path)).toMatchObject([
      { rule: 'migration/review-not-taken-over', severity: 'warning', fix: { safety: 'unsafe' } },
    ]);
    expect((await doctor(project)).exitCode).toBe(0);
    expect((await doctor(project, '--unsafe-fixes', '--strict')).exitCode).toBe(0);
    const artifact = `work-items/open/${EXAMPLE_ID}/artifacts/slow-search.review.md`;
    expect(project.read(artifact)).toBe(REVIEW);
    expect(project.git('status', '--porcelain').trim()).toBe(`?? ${artifact}`);
  });

  it('is taken over by a review event that has it, or names it', async () => {
    for (const text of [REVIEW, `Approve with follow-up, see \`${review}\` in git.\n`]) {
      const project = withReview();
      project.write('review.md', text);
      const args = ['review', 'slow-search', '--approve', '--file', 'review.md'];
      expect((await project.run(args, NOW)).exitCode).toBe(0);
      expect((await findings(project.path)).map(ruleOf)).toEqual([]);
    }
  });

  it('is not taken over by another review', async () => {
    const project = withReview();
    project.write('review.md', 'Approve.\n');
    await project.run(['review', 'slow-search', '--approve', '--file', 'review.md'], NOW);
    expect((await findings(project.path)).map(ruleOf)).toEqual(['warning migration/review-not-taken-over']);
  });

  it('is none to take over when it was removed before the ticket was', async () => {
    const project = gitProject();
    project.commit({ 'tickets/slow-search.md': 'x', [review]: REVIEW });
    project.commit({ [review]: null });
    project.commit({ 'tickets/slow-search.md': null, ...migrated('tickets/slow-search.md') });
    expect(await findings(project.path)).toEqual([]);
  });

  it('that is still on disk is looked at without git, too', async () => {
    const project = temporaryProject();
    for (const [path, text] of Object.entries(migrated('tickets/slow-search.md'))) project.write(path, text);
    project.write(review, REVIEW);
    expect((await findings(project.path)).map(ruleOf)).toEqual([
      'error migration/legacy-review-file',
      'warning migration/review-not-taken-over',
    ]);
    project.write(`work-items/open/${EXAMPLE_ID}/thread.md`, `${EXAMPLE_THREAD}\n${oldEvent({ body: 'See there.' })}`);
    await project.run(['review', 'slow-search', '--approve', '--file', review], NOW);
    expect((await findings(project.path)).map(ruleOf)).not.toContain('warning migration/review-not-taken-over');
  });
});

describe('git', () => {
  it('is not started for a tree without damage and legacy tickets', async () => {
    const project = gitProject();
    const log = join(project.path, 'git.log');
    addScript(project, 'git', `echo "$@" >>"${log}"\nexit 1`);
    const env = { PATH: `${join(project.path, 'bin')}:${process.env.PATH}` };
    for (const [path, text] of Object.entries(migrated('null'))) project.write(path, text);
    await findings(project.path, env);
    expect(() => readFileSync(log)).toThrow(/ENOENT/);
    for (const [path, text] of Object.entries(migrated('tickets/a.md'))) project.write(path, text);
    await findings(project.path, env);
    expect(readFileSync(log, 'utf8')).toContain('rev-parse');
  });
});
