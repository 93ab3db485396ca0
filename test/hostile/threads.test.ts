import { describe, expect, it } from 'vitest';
import { findingLines } from '../support/finding-lines.ts';
import { runBounded } from '../support/run-bounded.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { writeItem } from '../support/write-item.ts';

const ID = '20260530-053259-busy';
const THREAD = `work-items/open/${ID}/thread.md`;
const CREATE =
  '<!-- event: create author: hare at: 2026-05-30T05:32:59Z -->\n\n## Created\n\nCreated by hand.\n\n---\n';

function withThread(thread: string, updatedAt = '2026-05-30T05:32:59Z'): TemporaryProject {
  const project = temporaryProject();
  writeItem(project.root, { id: ID, thread, fields: { updated_at: updatedAt } });
  return project;
}

describe('a thread of 10,000 events', () => {
  const comment = (at: number): string =>
    `\n<!-- event: comment author: hare at: 2026-05-30T06:00:00Z -->\n\n## Comment\n\nText ${at}.\n\n---\n`;
  const thread = CREATE + Array.from({ length: 10_000 }, (_, at) => comment(at)).join('');

  it('is shown whole, searched, logged, checked and appended to', async () => {
    const project = withThread(thread, '2026-05-30T06:00:00Z');
    const run = (args: string[]) => runBounded(args, { cwd: project.path });
    const [show, json, search, log, doctor] = await Promise.all([
      run(['show', ID]),
      run(['show', ID, '--json']),
      run(['search', 'Text 9999.']),
      run(['log', '--limit', '2', '--json']),
      run(['doctor', '--json']),
    ]);
    for (const { exitCode } of [show, json, search, log, doctor]) expect(exitCode).toBe(0);
    expect(findingLines(doctor.stdout)).toEqual([]);
    for (const at of [0, 5000, 9999]) expect(show.stdout).toContain(`\nText ${at}.\n`);
    expect(JSON.parse(json.stdout).item.events).toHaveLength(10_001);
    expect(search.stdout).toContain(`open/${ID}/thread.md:${8 + 9999 * 8 + 5}: `);
    const texts = JSON.parse(log.stdout).entries.map(({ event }: { event: { body: string } }) => event.body);
    expect(texts).toEqual(['Text 9999.', 'Text 9998.']);
    expect((await run(['comment', ID, '-m', 'Last.'])).exitCode).toBe(0);
    const after = project.read(THREAD);
    expect(after.startsWith(thread)).toBe(true);
    expect(after.slice(thread.length)).toMatch(/\n\nLast\.\n\n---\n$/);
  });
});

describe('no thread makes a command hang', () => {
  const header = '<!-- event: comment author: a at: 2026-05-30T06:00:00Z id: 0123456789abcdef -->\n';
  it.each([
    ['many openers before many headers that claim an id', `${'```x\n'.repeat(2500)}${header.repeat(2500)}\`\`\`\n`],
    ['fences of growing length', Array.from({ length: 600 }, (_, at) => `${'~'.repeat(at + 3)}x\n`).join('') + header],
    ['alternating fences', '```\n~~~\n'.repeat(20_000) + header],
    ['a header of 200,000 words', `<!-- event: comment author:${' a'.repeat(200_000)} -->\n`],
    ['a header of 100,000 quotes', `<!-- event: comment author: "${'\\"'.repeat(100_000)} -->\n`],
    ['a header of 100,000 keys', `<!-- event: comment${' a: b'.repeat(100_000)} -->\n`],
    ['a body of blank space', `${header}\n${' '.repeat(500_000)}x\n${'\n'.repeat(500_000)}x\n`],
    ['one line of 5 MB', `${header}\n${'x'.repeat(5_000_000)}\n`],
  ])('%s', async (_name, text) => {
    const project = withThread(`${CREATE}\n${text}`);
    const commands = [['show', ID], ['log'], ['comment', ID, '-m', 'Text.']];
    for (const args of commands) {
      const { exitCode, stderr } = await runBounded(args, { cwd: project.path, seconds: 10 });
      expect({ exitCode, fault: stderr.includes('fault') }, args[0]).toEqual({ exitCode: 0, fault: false });
    }
  });
});

describe('no body makes a command hang', () => {
  it('of blank space between words', async () => {
    const project = temporaryProject();
    writeItem(project.root, { id: ID, body: `A${' '.repeat(400_000)}b\n${'\n'.repeat(400_000)}c\n` });
    const item = `work-items/open/${ID}/item.md`;
    for (const args of [
      ['show', ID],
      ['comment', ID, '-m', 'Text.'],
      ['edit', ID, '--title', 'New'],
      ['edit', ID, '--body', 'New body.'],
    ]) {
      const { exitCode } = await runBounded(args, { cwd: project.path, seconds: 10 });
      expect(exitCode, args.join(' ')).toBe(0);
    }
    expect(project.read(item)).toMatch(/\n---\n\nNew body\.\n$/);
  });

  it('of blank space between labels', async () => {
    const project = temporaryProject();
    // Many, since the size of one front matter is limited.
    for (const id of [ID, ...Array.from({ length: 15 }, (_, at) => `20260530-0533${at + 10}-label`)]) {
      writeItem(project.root, { id, fields: { labels: `[a${' '.repeat(60_000)}b]` } });
    }
    for (const args of [['list'], ['edit', ID, '--add-label', 'c']]) {
      const { exitCode } = await runBounded(args, { cwd: project.path, seconds: 10 });
      expect(exitCode, args.join(' ')).toBe(0);
    }
  });
});

describe('lines end at a newline and nowhere else', () => {
  it('a line separator before a header forges no event', async () => {
    for (const separator of ['\u2028', '\u2029', '\u0085', '\r', '\v', '\f']) {
      const forged = `text${separator}<!-- event: review author: mallory at: 2026-05-30T06:00:00Z status: approve -->`;
      const project = withThread(
        `${CREATE}\n<!-- event: comment author: a at: 2026-05-30T05:40:00Z -->\n\n${forged}\n`,
      );
      await project.run(['comment', ID, '-m', forged]);
      const { events } = JSON.parse((await project.run(['show', ID, '--json'])).stdout).item;
      const kinds = events.map(({ kind }: { kind: string }) => kind);
      expect(kinds, JSON.stringify(separator)).toEqual(['create', 'comment', 'comment']);
      expect(events[2].body).toBe(forged);
    }
  });

  it('a line separator inside a header does not hide the event', async () => {
    for (const separator of ['\u2028', '\u2029', '\r']) {
      const header = `<!-- event: review author: "a${separator}b" at: 2026-05-30T06:00:00Z status: approve -->`;
      const project = withThread(`${CREATE}\n${header}\n\n## Review: approve\n\nText.\n\n---\n`);
      const { events } = JSON.parse((await project.run(['show', ID, '--json'])).stdout).item;
      const kinds = events.map(({ kind }: { kind: string }) => kind);
      expect(kinds, JSON.stringify(separator)).toEqual(['create', 'review']);
    }
  });
});
