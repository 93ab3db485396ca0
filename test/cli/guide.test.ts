import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const TOPICS = ['agents', 'reviews', 'ci', 'merging'];
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

describe('the guide', () => {
  it.each(TOPICS)('%s is a page of Markdown, also outside of a project', async (topic) => {
    const { run } = temporaryProject({ init: false });
    const { exitCode, stdout, stderr } = await run(['guide', topic]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^# .+\n\n/);
    expect(stdout.split('\n').length).toBeLessThan(80);
    expect(JSON.parse((await run(['guide', topic, '--json'])).stdout)).toEqual({
      schemaVersion: 1,
      topic,
      guide: stdout,
    });
  });

  it('is that for agents without a topic, and names the others', async () => {
    const { run } = temporaryProject({ init: false });
    const { stdout } = await run(['guide']);
    expect(stdout).toBe((await run(['guide', 'agents'])).stdout);
    for (const topic of TOPICS.slice(1)) expect(stdout).toContain(`tickets guide ${topic}`);
  });

  it.each([
    [['guide', 'agent'], "did you mean 'agents'?"],
    [['guide', '--check'], '--check goes with --install'],
    [['guide', '--file', 'x'], '--file goes with --install'],
    [['guide', 'ci', '--install'], '--install takes no topic'],
  ])('%j is a usage error', async (args, message) => {
    const { exitCode, stderr } = await temporaryProject().run(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('guide --install', () => {
  it('makes AGENTS.md in the project, from anywhere in it, and is done then', async () => {
    const { run, path, read } = temporaryProject();
    mkdirSync(join(path, 'src'));
    const cwd = join(path, 'src');
    expect(await run(['guide', '--install', '--check'])).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('no guide'),
    });
    expect(existsSync(join(path, 'AGENTS.md'))).toBe(false);
    expect(await run(['guide', '--install'], { cwd })).toMatchObject({
      exitCode: 0,
      stdout: `../AGENTS.md has the guide of ${version} now\n`,
    });
    const text = read('AGENTS.md');
    expect(text).toContain(`begin ${version} -->`);
    const { mtimeMs, ino } = statSync(join(path, 'AGENTS.md'));
    expect(await run(['guide', '--install'])).toMatchObject({
      exitCode: 0,
      stdout: `AGENTS.md has the guide of ${version}\n`,
    });
    expect(await run(['guide', '--install', '--check'])).toMatchObject({ exitCode: 0 });
    expect(statSync(join(path, 'AGENTS.md'))).toMatchObject({ mtimeMs, ino });
  });

  it('brings an old block up to date, and keeps everything else, the mode too', async () => {
    const { run, path, read, write } = temporaryProject();
    const around = (block: string): string => `# Agents\r\n\r\nUse tabs.\r\n${block}\r\nThe end, without a newline`;
    write('CLAUDE.md', around('<!-- tickets guide: begin 0.0.1 -->\r\nold\r\n<!-- tickets guide: end -->'));
    chmodSync(join(path, 'CLAUDE.md'), 0o600);
    expect(await run(['guide', '--install', '--check', '--file', 'CLAUDE.md', '--json'])).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('"state": "outdated"'),
    });
    expect((await run(['guide', '--install', '--file', 'CLAUDE.md'])).exitCode).toBe(0);
    const [block = ''] = /<!-- tickets guide: begin [\s\S]*end -->/.exec(read('CLAUDE.md')) ?? [];
    expect(read('CLAUDE.md')).toBe(around(block));
    expect(block.split('\r\n').length).toBeGreaterThan(5);
    expect(statSync(join(path, 'CLAUDE.md')).mode & 0o777).toBe(0o600);
    expect(existsSync(join(path, 'AGENTS.md'))).toBe(false);
  });

  it('follows a link within the project, and leaves the link', async () => {
    const { run, path, read, write } = temporaryProject();
    write('docs/AGENTS.md', '# Agents\n');
    symlinkSync('docs/AGENTS.md', join(path, 'CLAUDE.md'));
    expect((await run(['guide', '--install', '--file', 'CLAUDE.md'])).exitCode).toBe(0);
    expect(readlinkSync(join(path, 'CLAUDE.md'))).toBe('docs/AGENTS.md');
    expect(read('docs/AGENTS.md')).toContain('tickets guide: begin');
  });

  it.each([
    [
      'a link out of the project',
      (path: string, outside: string) => symlinkSync(join(outside, 'x.md'), join(path, 'F.md')),
    ],
    ['a directory that is such a link', (path: string, outside: string) => symlinkSync(outside, join(path, 'D'))],
    ['a link that leads nowhere', (path: string) => symlinkSync('nowhere', join(path, 'F.md'))],
    ['a directory', (path: string) => mkdirSync(join(path, 'F.md'))],
    ['no UTF-8', (path: string) => writeFileSync(join(path, 'F.md'), Buffer.from([0xff, 0xfe]))],
    [
      'a block that lost its end',
      (path: string) => writeFileSync(join(path, 'F.md'), '<!-- tickets guide: begin 1 -->\n'),
    ],
  ])('refuses %s, and writes nothing', async (_what, prepare) => {
    const { run, path } = temporaryProject();
    const outside = temporaryProject({ init: false });
    outside.write('x.md', 'theirs\n');
    prepare(path, outside.path);
    const file = existsSync(join(path, 'D')) ? 'D/x.md' : 'F.md';
    const { exitCode, stderr } = await run(['guide', '--install', '--file', file]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: .+\nhint: .+\n$/);
    expect(outside.read('x.md')).toBe('theirs\n');
  });

  it('puts nothing among the work items', async () => {
    const { run, root } = temporaryProject();
    const { id } = addItem(root);
    const log = join(root, 'open', id, 'thread.md');
    const before = readFileSync(log, 'utf8');
    for (const file of [`work-items/open/${id}/thread.md`, 'work-items/closed/x.md']) {
      const { exitCode, stderr } = await run(['guide', '--install', '--file', file]);
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('is among the work items')]);
    }
    expect(readFileSync(log, 'utf8')).toBe(before);
    expect(await run(['guide', '--install', '--file', 'work-items/README.md'])).toMatchObject({ exitCode: 0 });
  });

  it('takes a name that begins with two dots for what it is', async () => {
    const { run, path } = temporaryProject();
    expect(await run(['guide', '--install', '--file', '..agents.md'])).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(path, '..agents.md'))).toBe(true);
  });

  it('refuses a file outside of the project, and where there is no project', async () => {
    const { run } = temporaryProject();
    expect(await run(['guide', '--install', '--file', '../x.md'])).toMatchObject({ exitCode: 1 });
    const none = temporaryProject({ init: false });
    expect(await none.run(['guide', '--install'])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('tickets init'),
    });
  });
});
