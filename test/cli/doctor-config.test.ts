import { renameSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findingLines } from '../support/finding-lines.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { writeItem } from '../support/write-item.ts';

const ID = '20260530-053259-slow-search';
const KEY = `work-items/open/${ID}/item.md:7 front-matter/unknown-priority`;
const STRAY = 'work-items/open/notes.txt layout/stray-file';

/** A project with a warning and a hint. */
function projectWithFindings(config?: string): TemporaryProject {
  const project = temporaryProject();
  for (const status of ['open', 'pending', 'closed']) project.write(`work-items/${status}/.gitkeep`, '');
  writeItem(project.root, { id: ID, fields: { priority: 'P9' } });
  project.write('work-items/open/notes.txt', 'x\n');
  if (config !== undefined) project.write('work-items/tickets.yml', config);
  return project;
}

const lines = async (project: TemporaryProject, ...args: string[]) => {
  const { stdout, exitCode } = await project.run(['doctor', '--json', ...args]);
  return { exitCode, findings: findingLines(stdout), summary: JSON.parse(stdout).summary };
};

describe('tickets.yml', () => {
  it('without it: the rules as they are', async () => {
    expect(await lines(projectWithFindings())).toMatchObject({ exitCode: 0, findings: [KEY, STRAY] });
  });

  it('raises, lowers and silences a rule', async () => {
    const raised = projectWithFindings(
      'doctor:\n  rules:\n    front-matter/unknown-priority: error\n    layout/stray-file: off\n',
    );
    expect(await lines(raised)).toMatchObject({ exitCode: 1, findings: [KEY], summary: { errors: 1, hints: 0 } });
    const lowered = projectWithFindings('doctor:\n  rules:\n    front-matter/unknown-priority: hint\n');
    expect(await lines(lowered, '--strict')).toMatchObject({ exitCode: 0, summary: { warnings: 0, hints: 2 } });
  });

  it('ignores with a reason, and counts it', async () => {
    const project = projectWithFindings(
      'doctor:\n  ignore:\n    - rule: front-matter/unknown-priority\n      item: 20260530-053259-slow-search\n      reason: x\n',
    );
    const found = await lines(project, '--strict');
    expect(found).toMatchObject({ exitCode: 0, findings: [STRAY], summary: { ignored: 1, warnings: 0 } });
    expect((await project.run(['doctor'])).stderr).toBe('1 item checked, 1 finding ignored by tickets.yml\n');
  });

  it('finds an entry that fits nothing, unless only a part was checked', async () => {
    const project = projectWithFindings(
      'doctor:\n  ignore:\n    - rule: closed/no-resolution\n      path: work-items/closed\n      reason: x\n',
    );
    const unused = 'work-items/tickets.yml:3 config/unused-ignore';
    expect((await lines(project)).findings).toEqual([KEY, STRAY, unused]);
    expect((await lines(project, ID)).findings).toEqual([KEY]);
  });

  it('never lets what is off be repaired', async () => {
    const project = projectWithFindings('doctor:\n  rules:\n    front-matter/invalid-yaml: off\n');
    writeItem(project.root, { id: '20260530-053300-b', title: 'A: b' });
    expect(await project.run(['doctor', '--diff'])).toMatchObject({ exitCode: 0, stderr: 'nothing to repair\n' });
  });

  it('that makes no sense: one line, exit code 2, and nothing is checked', async () => {
    const project = projectWithFindings('doctor:\n  rules:\n    layout/stray-fil: off\n');
    expect(await project.run(['doctor'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        "error: work-items/tickets.yml:3: there is no rule 'layout/stray-fil'\nhint: did you mean 'layout/stray-file'?\n",
    });
    project.write('work-items/tickets.yml', Buffer.from([0x64, 0xff]));
    expect(await project.run(['doctor'])).toMatchObject({
      exitCode: 2,
      stderr: 'error: work-items/tickets.yml is not valid UTF-8\n',
    });
  });

  it('does not hide that something could not be read', async () => {
    const project = projectWithFindings(
      'doctor:\n  rules:\n    layout/unreadable: off\n    layout/special-file: off\n',
    );
    const { truncateSync, writeFileSync } = await import('node:fs');
    const thread = `${project.root}/open/${ID}/thread.md`;
    writeFileSync(thread, '');
    truncateSync(thread, 300 * 1024 * 1024);
    const { exitCode, stdout, stderr } = await project.run(['doctor']);
    expect(exitCode).toBe(3);
    expect(stdout).not.toContain('doctor: ok');
    expect(stderr).toBe('1 item checked, not complete: 1 file or directory could not be read\n');
  });
});

describe('a status directory that is a link', () => {
  it.each([
    ['reported', '', 1],
    ['off', 'doctor:\n  rules:\n    layout/symlink: off\n', 3],
    ['ignored', 'doctor:\n  ignore:\n    - rule: layout/symlink\n      reason: x\n', 3],
  ])('is %s, and never a pass', async (_how, config, code) => {
    const project = projectWithFindings(config);
    renameSync(`${project.root}/open`, `${project.root}/elsewhere`);
    symlinkSync('elsewhere', `${project.root}/open`);
    const { exitCode, stdout } = await project.run(['doctor']);
    expect([exitCode, stdout.includes('doctor: ok')]).toEqual([code, false]);
  });
});

describe('a baseline', () => {
  it('can be read again, whatever stands in the messages', async () => {
    const project = projectWithFindings();
    const item = `work-items/open/${ID}/item.md`;
    // A BOM, a bidi override and a C1 character, which a terminal would act on.
    project.write(item, project.read(item).replace('P9', 'P9\ufeff\u202e\u0085'));
    await project.run(['doctor', '--write-baseline', 'b.json']);
    expect(project.read('b.json')).toMatch(/^[\n -~]*$/);
    const again = await lines(project, '--baseline', 'b.json', '--fail-on', 'hint');
    expect([again.exitCode, again.findings]).toEqual([0, []]);
  });

  it('leaves out what was there, tells what is new, and what is gone', async () => {
    const project = projectWithFindings();
    expect(await project.run(['doctor', '--write-baseline', 'b.json'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '2 findings in b.json\n',
    });
    expect(await lines(project, '--baseline', 'b.json', '--fail-on', 'hint')).toMatchObject({
      exitCode: 0,
      findings: [],
      summary: { known: 2, gone: 0 },
    });
    // Lines above it do not make a finding new; another text of its line does.
    const item = `work-items/open/${ID}/item.md`;
    project.write(item, project.read(item).replace('title:', 'milestone: soon\ntitle:'));
    const moved = await lines(project, '--baseline', 'b.json');
    expect(moved.findings).toEqual([]);
    expect(moved.summary).toMatchObject({ known: 2, gone: 0 });
    project.write(item, project.read(item).replace('P9', 'P7'));
    const changed = await lines(project, '--baseline', 'b.json', '--strict');
    expect(changed.exitCode).toBe(1);
    expect(changed.findings).toContain(`${item}:8 front-matter/unknown-priority`);
    expect(changed.summary).toMatchObject({ known: 1, gone: 1 });
    expect((await project.run(['doctor', '--baseline', 'b.json'])).stderr).toContain(
      '1 of the baseline gone: write it anew',
    );
  });

  it.each([
    [['--baseline', 'nope.json'], /nope\.json is not there/],
    [['--baseline', 'work-items/open/notes.txt'], /notes\.txt: it is no JSON/],
    [['--write-baseline', 'b.json', ID], /a baseline is written of the whole tree/],
  ])('%j is refused', async (args, message) => {
    const project = projectWithFindings();
    const { exitCode, stdout, stderr } = await project.run(['doctor', ...args]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});

describe('reports in files', () => {
  it('are what --format prints, several at once', async () => {
    const project = projectWithFindings();
    const args = ['json', 'sarif', 'junit', 'gitlab', 'github', 'text'].flatMap((format) => [
      '-o',
      `${format}=r.${format}`,
    ]);
    const { exitCode, stdout } = await project.run(['doctor', ...args]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('doctor: ok');
    for (const format of ['json', 'sarif', 'junit', 'gitlab', 'github', 'text']) {
      const printed = await project.run(['doctor', '--format', format]);
      expect(project.read(`r.${format}`)).toBe(printed.stdout);
      expect(printed.stdout).toMatch(/\S/);
    }
    expect((await project.run(['doctor', '--json'])).stdout).toBe(project.read('r.json'));
  });

  it.each([
    [['-o', 'sarif'], 2, /--output cannot read 'sarif'/],
    [['-o', 'srif=x'], 2, /unknown format 'srif'/],
    [['-o', 'sarif=nope/x.sarif'], 3, /cannot write .*x\.sarif.*ENOENT/],
    [['--json', '--format', 'github'], 2, /exclude each other/],
    [['--staged', ID], 2, /exclude each other/],
    [['--staged', '--fix'], 2, /--staged looks at the index/],
    [['--diff', '-o', 'sarif=x'], 2, /--diff makes no report/],
    [['--write-baseline', 'b', '--format', 'json'], 2, /--write-baseline makes no report/],
    [['nope'], 2, /no work item 'nope'/],
    [['--explain', 'nope'], 2, /there is no rule 'nope'/],
  ])('%j is refused', async (args, code, message) => {
    const { exitCode, stdout, stderr } = await projectWithFindings().run(['doctor', ...args]);
    expect(exitCode).toBe(code);
    expect(stdout + stderr).toMatch(message);
  });
});
