import { describe, expect, it } from 'vitest';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { addItem } from '../support/add-item.ts';
import { type GitProject, gitProject } from '../support/git-project.ts';
import { oldEvent } from '../support/old-event.ts';

const ID = '20260530-053259-sample-item';
const THREAD = `work-items/open/${ID}/thread.md`;
const SECRET = 'The password is: correct horse.';

/** A committed item with a secret in an event with an id, and in one without. */
function repository(): GitProject & { id: string } {
  const project = gitProject();
  for (const status of ['open', 'pending', 'closed']) project.write(`work-items/${status}/.gitkeep`, '');
  const event = { kind: 'comment', author: 'hare', at: '2026-05-30T07:00:00Z', body: SECRET };
  const { id, text } = serializeEvent(ID, event);
  addItem(project.root, { updatedAt: event.at, events: [oldEvent({ body: SECRET }), text] });
  project.commit();
  return { ...project, id };
}

const rulesOf = async (project: GitProject, ...args: string[]): Promise<string[]> => {
  const { stdout } = await project.run([...args, '--json']);
  return JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule);
};
const verified = (project: GitProject): Promise<string[]> => rulesOf(project, 'verify', '--base', 'HEAD~1');

describe('redact', () => {
  it('names the events that cannot be told from the one that is meant', async () => {
    const project = repository();
    const same = oldEvent({ author: 'fox', body: SECRET });
    project.write(THREAD, `${project.read(THREAD)}\n${same}\n${same}`);
    const { stderr } = await project.run(['redact', ID, '2', '--reason', 'A password.']);
    expect(stderr).toContain(`${ID}: text of event 2 (comment) and of 4, 5, which are the same, taken out; `);
  });

  it.each([
    ['by its id', (id: string) => id, 3],
    ['by its number, an event without an id', () => '2', 2],
  ])('%s takes the text out, and leaves the rest', async (_name, which, number) => {
    const project = repository();
    const before = project.read(THREAD);
    const run = await project.run(['redact', 'sample-item', which(project.id), '--reason', 'A password.']);
    expect(run).toMatchObject({ exitCode: 0, stdout: '' });
    expect(run.stderr).toBe(`${ID}: text of event ${number} (comment) taken out; git's history still holds it\n`);
    const after = project.read(THREAD);
    expect(before.split(SECRET)).toHaveLength(3);
    expect(after.split(SECRET)).toHaveLength(2);
    const { events } = JSON.parse((await project.run(['show', ID, '--json'])).stdout).item;
    expect(events[number - 1]).toMatchObject({
      kind: 'comment',
      author: 'hare',
      heading: 'Comment',
      body: expect.stringMatching(/^The text of this event was taken out\. Its SHA-256 is [0-9a-f]{64}\.$/),
    });
    expect(events[3]).toMatchObject({ kind: 'redaction', author: 'tester', body: 'A password.' });
    expect(await rulesOf(project, 'doctor')).toEqual([]);
    project.commit();
    // Accepted, and shown.
    const verify = await project.run(['verify', '--base', 'HEAD~1']);
    expect(verify.exitCode).toBe(0);
    expect(verify.stdout).toContain('the comment by hare of 2026-05-30T0');
    expect(verify.stdout).toContain('lost its text; tester says: A password.');
    expect(verify.stdout).not.toContain(SECRET);
    expect((await project.run(['verify', '--base', 'HEAD~1', '--strict'])).exitCode).toBe(1);
    // From then on it is an event like any other.
    project.commit({ 'README.md': 'x' });
    expect(await verified(project)).toEqual([]);
    project.write(THREAD, after.replace('A password.', 'A pass.'));
    project.commit();
    expect(await verified(project)).toEqual(['log/event-edited']);
  });

  it('takes a resolution out, too', async () => {
    const project = repository();
    await project.run(['close', ID, '-m', SECRET]);
    await project.run(['redact', ID, '4', '--reason', 'A password.']);
    expect(project.read(`work-items/closed/${ID}/resolution.md`)).toMatch(/^The text of this event was taken out/);
    expect(await rulesOf(project, 'doctor')).toEqual([]);
  });

  it.each([
    [['redact', ID, '9', '--reason', 'x'], 1, `error: ${ID} has no event '9'`],
    [['redact', ID, '0', '--reason', 'x'], 1, "has no event '0'"],
    [['redact', ID, '1'], 2, "required option '--reason <text>' not specified"],
    [['redact', ID, '1', '--reason', ' '], 1, 'a redaction needs a text'],
    [['redact', 'nope', '1', '--reason', 'x'], 1, "no work item 'nope'"],
  ])('%j is refused, and nothing is written', async (args, exitCode, message) => {
    const project = repository();
    const before = project.read(THREAD);
    const run = await project.run(args);
    expect(run).toMatchObject({ exitCode, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(project.read(THREAD)).toBe(before);
  });

  it('is refused a second time, and of the event that tells of it', async () => {
    const project = repository();
    await project.run(['redact', ID, '2', '--reason', 'x']);
    expect((await project.run(['redact', ID, '2', '--reason', 'x'])).stderr).toContain('was taken out already');
    expect((await project.run(['redact', ID, '4', '--reason', 'x'])).stderr).toContain('stays as it is');
  });
});

describe('an event that was written and redacted since the base', () => {
  const steps = async (project: GitProject, ...more: string[][]): Promise<void> => {
    for (const args of more) {
      expect((await project.run([...args, '-q'])).exitCode).toBe(0);
      project.commit();
    }
  };

  it('is accepted and shown, below the end of the log of the base', async () => {
    const project = repository();
    const base = project.git('rev-parse', 'HEAD').trim();
    await steps(project, ['comment', ID, '-m', SECRET], ['redact', ID, '4', '--reason', 'A password.']);
    const run = await project.run(['verify', '--base', base]);
    expect(run.exitCode).toBe(0);
    const line =
      project
        .read(THREAD)
        .split('\n')
        .findIndex((text) => text.includes(' redacted: ')) + 1;
    expect(run.stdout).toContain(`\n  ${line}:1 warning the comment by tester of `);
    expect(run.stdout).toContain('lost its text; tester says: A password.');
  });

  it('is shown where it has no id, either', async () => {
    const project = repository();
    project.write(
      THREAD,
      `${project.read(THREAD)}\n${oldEvent({ body: 'Another secret.', at: '2026-05-30T08:00:00Z' })}`,
    );
    await project.run(['redact', ID, '4', '--reason', 'A password.']);
    project.commit();
    expect(await verified(project)).toEqual(['log/event-redacted']);
  });

  it('is accepted where another event was redacted, too, and where nothing was committed in between', async () => {
    const project = repository();
    await project.run(['comment', ID, '-m', SECRET]);
    await project.run(['redact', ID, '4', '--reason', 'A password.']);
    await project.run(['redact', ID, project.id, '--reason', 'The same.']);
    project.commit();
    expect(await verified(project)).toEqual(['log/event-redacted', 'log/event-redacted']);
  });

  it('is accepted in an item that the base does not have', async () => {
    const project = repository();
    const base = project.git('rev-parse', 'HEAD').trim();
    await steps(
      project,
      ['new', 'Other', '-m', 'x'],
      ['comment', 'other', '-m', SECRET],
      ['redact', 'other', '2', '--reason', 'x'],
    );
    expect(await rulesOf(project, 'verify', '--base', base)).toEqual(['log/event-redacted']);
  });

  it('is told once, where a parent of a merge still has the text', async () => {
    const project = repository();
    const base = project.git('rev-parse', 'HEAD').trim();
    await steps(project, ['comment', ID, '-m', SECRET]);
    project.git('checkout', '-qb', 'topic');
    await steps(project, ['redact', ID, '4', '--reason', 'A password.']);
    project.git('checkout', '-q', 'main');
    project.git('merge', '-q', '--no-ff', '--no-edit', 'topic');
    expect(await rulesOf(project, 'verify', '--base', base)).toEqual(['log/event-redacted']);
  });
});

describe('a long log', () => {
  it('keeps every other byte, also of what no command that only adds to it would read', async () => {
    const project = repository();
    for (const number of [1, 2, 3, 4])
      await project.run(['comment', ID, '-m', `Comment ${number}: ${'long '.repeat(5000)}`]);
    const before = project.read(THREAD);
    await project.run(['redact', ID, project.id, '--reason', 'A password.']);
    const after = project.read(THREAD);
    const [lead = '', end = ''] = before.split(project.id);
    expect(after.startsWith(lead)).toBe(true);
    expect(after).toContain(end.slice(end.indexOf('<!-- event: ')));
    project.commit();
    expect(await verified(project)).toEqual(['log/event-redacted']);
  });

  it('a redaction that was cut short is finished by the next command', async () => {
    const project = repository();
    await project.run(['comment', ID, '-m', 'long '.repeat(20_000)]);
    const before = project.read(THREAD);
    await project.run(['redact', ID, project.id, '--reason', 'A password.']);
    const after = project.read(THREAD);
    const appended = after.slice(after.lastIndexOf('\n<!-- event: '));
    project.write(THREAD, before + appended);
    await project.run(['comment', ID, '-m', 'Next.']);
    expect(project.read(THREAD).startsWith(after)).toBe(true);
  });
});

describe('what only looks like a redaction', () => {
  type Forgery = [name: string, forge: (text: string, id: string) => string];
  const REDACTION = /\n<!-- event: redaction .*$/s;
  const forgeries: Forgery[] = [
    ['one that nobody tells of', (text) => text.replace(REDACTION, '')],
    ['one with another reason than was given', (text) => text.replace('A password.', 'Nothing.')],
    [
      'one of another author',
      (text) => text.replace('author: hare at: 2026-05-30T07', 'author: fox at: 2026-05-30T07'),
    ],
    ['one with another time', (text) => text.replace('at: 2026-05-30T07:00:00Z', 'at: 2026-05-30T06:30:00Z')],
    ['one with more than the note in it', (text) => text.replace('taken out. Its', 'taken out. It was good. Its')],
    ['one with the hash of another text', (text) => text.replaceAll(/[0-9a-f]{64}/g, 'a'.repeat(64))],
    ['one whose id was taken off', (text, id) => text.replace(` id: ${id} redacted`, ' redacted')],
    ['one with another heading', (text) => text.replace(/## Comment(?=\n\nThe text)/, '## Review: approve')],
  ];

  it.each(forgeries)('%s fails', async (_name, forge) => {
    const project = repository();
    await project.run(['redact', ID, project.id, '--reason', 'A password.']);
    const real = project.read(THREAD);
    const forged = forge(real, project.id);
    expect(forged).not.toBe(real);
    project.write(THREAD, forged);
    project.commit();
    const run = await project.run(['verify', '--base', 'HEAD~1']);
    expect(run.exitCode).toBe(1);
  });

  // Those that do not need to know what stood there before.
  it.each([0, 1, 5].map((index) => forgeries[index] as Forgery))(
    '%s fails in an event that the base does not have',
    async (_name, forge) => {
      const project = repository();
      await project.run(['comment', ID, '-m', 'More.']);
      await project.run(['redact', ID, '4', '--reason', 'A password.']);
      project.write(THREAD, forge(project.read(THREAD), project.id));
      project.commit();
      expect(await verified(project)).toContain('log/event-misfit');
    },
  );

  it('to doctor, without another event that tells of it, is an event that does not fit its id', async () => {
    const project = repository();
    await project.run(['redact', ID, project.id, '--reason', 'A password.']);
    project.write(THREAD, project.read(THREAD).replace(REDACTION, ''));
    expect(await rulesOf(project, 'doctor')).toContain('thread/id-mismatch');
  });
});
