import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import matter from 'gray-matter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { show } from '../../src/api/show.ts';
import { openWorkspace } from '../../src/api/workspace.ts';
import { changedLines } from '../support/changed-lines.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { type RunResult, runTickets } from '../support/run-tickets.ts';
import { treeSnapshot } from '../support/tree-snapshot.ts';
import { unpackCorpus } from '../support/unpack-corpus.ts';

const project = unpackCorpus('work-items-2026-06-06.tar.gz');
if (project === null) console.warn('SKIPPED: every command on the real items; ../shared/corpus is not here');

const NOW = '2026-07-01T12:00:00Z';
const AT_ONCE = 3;

interface RealItem {
  id: string;
  status: string;
  path: string;
  item: string;
  thread: string;
  resolution: string | null;
}

const items: RealItem[] = [];

beforeAll(() => {
  if (project === null) return;
  for (const status of ['open', 'pending', 'closed']) {
    const directory = join(project, 'work-items', status);
    for (const id of readdirSync(directory).sort()) {
      if (id.startsWith('.')) continue;
      const path = join(directory, id);
      const resolution = join(path, 'resolution.md');
      items.push({
        id,
        status,
        path,
        item: readFileSync(join(path, 'item.md'), 'utf8'),
        thread: readFileSync(join(path, 'thread.md'), 'utf8'),
        resolution: existsSync(resolution) ? readFileSync(resolution, 'utf8') : null,
      });
    }
  }
});

afterAll(() => {
  if (project !== null) rmSync(project, { recursive: true });
});

const runIn = (cwd: string, args: readonly string[]): Promise<RunResult> =>
  runTickets(args, { cwd, env: { TICKETS_NOW: NOW } });

const run = (...args: string[]): Promise<RunResult> => runIn(project ?? '', args);

/** The rest of a field's line, as the old script's reader took it. */
const rawField = (text: string, key: string): string => new RegExp(`^${key}: (.*)$`, 'm').exec(text)?.[1] ?? '';

/** Runs a step for each, a few at a time: one process takes one core. */
async function forEach<T>(values: readonly T[], step: (value: T) => Promise<void>): Promise<void> {
  const queue = [...values];
  const work = async (): Promise<void> => {
    for (let value = queue.shift(); value !== undefined; value = queue.shift()) await step(value);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** As a terminal may see a text: real items hold C1 characters, and nothing worse. */
const shown = (text: string): string =>
  text.replace(/[\x80-\x9f]/g, (char) => `\\u{${char.charCodeAt(0).toString(16)}}`);

const reviewWithoutVerdict = (thread: string): boolean => /^<!-- event: review (?!.* status: ).*-->$/m.test(thread);

describe.skipIf(project === null)('reading the real items', () => {
  it('list has 112 of 112, with every title exactly as written', async () => {
    expect(items).toHaveLength(112);
    const { exitCode, stdout, stderr } = await run('list', '--status', 'all');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const keys = ['slug', 'title', 'kind', 'priority', 'updated_at'];
    const expected = items.map(({ status, id, item }) => [status, id, ...keys.map((key) => rawField(item, key))]);
    const rows = stdout.split('\n').slice(0, -1);
    expect(rows[0]).toBe('status\tid\tslug\ttitle\tkind\tpriority\tupdated_at');
    expect(rows.slice(1).map((row) => row.split('\t'))).toEqual(expected);
    for (const [status, count] of [
      ['open', 24],
      ['pending', 1],
      ['closed', 87],
    ] as const) {
      const some = await run('list', '--status', status);
      expect(some.stdout.split('\n').slice(1, -1)).toEqual(
        rows.slice(1).filter((row) => row.startsWith(`${status}\t`)),
      );
      expect(some.stdout.split('\n')).toHaveLength(count + 2);
    }
  });

  it('list --json is the same data', async () => {
    const { exitCode, stdout } = await run('list', '--status', 'all', '--json');
    expect(exitCode).toBe(0);
    const listed = JSON.parse(stdout).items;
    expect(listed).toHaveLength(112);
    for (const [index, { id, status, item }] of items.entries()) {
      const labels = rawField(item, 'labels').slice(1, -1).split(', ').filter(Boolean);
      const assignee = rawField(item, 'assignee');
      expect(listed[index]).toMatchObject({
        id,
        status,
        fieldStatus: status,
        readable: true,
        title: rawField(item, 'title'),
        labels,
        assignee: assignee === 'null' || assignee === '' ? null : assignee,
        createdAt: rawField(item, 'created_at'),
        updatedAt: rawField(item, 'updated_at'),
      });
    }
  });

  it('show --json has every event and every line of each, by id', async () => {
    let events = 0;
    await forEach(items, async ({ id, status, item, thread, resolution }) => {
      const { exitCode, stdout, stderr } = await run('show', id, '--json');
      expect({ exitCode, stderr }, id).toEqual({ exitCode: 0, stderr: '' });
      const detail = JSON.parse(stdout).item;
      expect(detail).toMatchObject({ id, status, title: rawField(item, 'title'), resolution, preamble: '' });
      expect(detail.body, id).toBe(item.slice(item.indexOf('\n---\n') + 5));
      events += detail.events.length;
      // Put together again, the events are the thread: no line is lost between them, and none comes twice.
      const lines = thread.split('\n');
      const again = detail.events.flatMap((event: { line: number; heading: string | null; body: string }) => [
        lines[event.line - 1],
        ...(event.heading === null ? [] : [`## ${event.heading}`]),
        ...event.body.split('\n'),
      ]);
      const said = (line: string): boolean => line.trim() !== '' && line !== '---';
      expect(again.filter(said), id).toEqual(lines.filter(said));
      const rules = (texts: string[]): number => texts.filter((line) => line === '---').length;
      const lost = rules(lines) - rules(again);
      // Only the last line of an event may be taken for the writer's own.
      expect(lost, id).toBeLessThanOrEqual(detail.events.length);
      expect(lost, id).toBeGreaterThanOrEqual(detail.events.length - 1);
      for (const event of detail.events) {
        expect(lines[event.line - 1], id).toMatch(new RegExp(`^<!-- event: ${event.kind} author: .*at: ${event.at} ?`));
        expect(event.author, id).toBeTruthy();
      }
    });
    expect(events).toBe(392);
  });

  it('show knows every slug', () => {
    // Without a process for each: what the command does with what it found is tested below.
    const workspace = openWorkspace({ root: join(project ?? '', 'work-items'), cwd: '/', env: {} });
    for (const { id, item } of items) expect(show(workspace, rawField(item, 'slug')).id).toBe(id);
  });

  it('show has the whole of body, events and resolution, by slug', async () => {
    const withWarning: string[] = [];
    const some = items.filter(({ thread }, index) => index % 3 === 0 || reviewWithoutVerdict(thread));
    await forEach(some, async ({ id, item, thread, resolution }) => {
      const { exitCode, stdout, stderr } = await run('show', rawField(item, 'slug'));
      expect(exitCode, id).toBe(0);
      if (stderr !== '') withWarning.push(id);
      expect(stdout.startsWith(`${shown(rawField(item, 'title'))}\n${id}\n`), id).toBe(true);
      expect(stdout.includes(shown(item.slice(item.indexOf('\n---\n') + 5).trim())), id).toBe(true);
      if (resolution !== null) expect(stdout.includes(shown(resolution.trim())), id).toBe(true);
      const lines = new Set(stdout.split('\n'));
      for (const line of thread.split('\n')) {
        if (/^(?:<!-- event: .*-->|## .*|---|)$/.test(line)) continue;
        expect(lines.has(shown(line)) || lines.has(shown(line.trimEnd())), `${id}: ${line}`).toBe(true);
      }
    });
    expect(withWarning).toEqual(some.filter(({ thread }) => reviewWithoutVerdict(thread)).map(({ id }) => id));
    expect(withWarning).toHaveLength(1);
  });

  it.each(['レビュー', 'セッション', 'pod', 'Pod', 'work item', '---'])(
    'search finds %s with path and line',
    async (text) => {
      const caseSensitive = text !== text.toLowerCase();
      const fold = (line: string): string => (caseSensitive ? line : line.toLowerCase());
      const expected: string[] = [];
      for (const { id, status, item, thread, resolution } of items) {
        for (const [name, content] of Object.entries({
          'item.md': item,
          'thread.md': thread,
          'resolution.md': resolution,
        })) {
          for (const [index, line] of (content ?? '').split('\n').entries()) {
            // A title is found by what it says, not by its key.
            const said = name === 'item.md' && line.startsWith('title: ') && index < 6 ? line.slice(7) : line;
            if (fold(said).includes(text)) expected.push(`${status}/${id}/${name}:${index + 1}`);
          }
        }
      }
      const [json, plain] = await Promise.all([run('search', '--json', '--', text), run('search', '--', text)]);
      const matches = JSON.parse(json.stdout).matches;
      expect(matches.map(({ path, line }: { path: string; line: number }) => `${path}:${line}`)).toEqual(expected);
      expect(plain.stdout.match(/^(?:open|pending|closed)\/[^/\s]+\/[a-z]+\.md:\d+(?=: )/gm) ?? []).toEqual(expected);
      expect(expected.length).toBeGreaterThan(text === '---' ? 112 : 2);
    },
  );

  it('log has 392 entries, newest first', async () => {
    const [json, plain] = await Promise.all([run('log', '--json'), run('log')]);
    const { entries } = JSON.parse(json.stdout);
    expect(entries).toHaveLength(392);
    const times = entries.map(({ event }: { event: { at: string } }) => event.at);
    expect(times).toEqual([...times].sort().reverse());
    // Events of one second are told in the order of their file, backwards.
    const lastLine = new Map<string, number>();
    for (const { item, event } of entries) {
      const key = `${item.id} ${event.at}`;
      expect(event.line).toBeLessThan(lastLine.get(key) ?? Number.POSITIVE_INFINITY);
      lastLine.set(key, event.line);
    }
    expect(lastLine.size).toBeLessThan(392);
    expect(plain.stdout.split('\n')).toHaveLength(394);
    const since = await run('log', '--since', '2026-06-01', '--json');
    expect(JSON.parse(since.stdout).entries).toHaveLength(times.filter((at: string) => at >= '2026-06-01').length);
  });

  it('doctor finds the 32 destroyed resolutions, and no other error', async () => {
    const { exitCode, stdout } = await run('doctor');
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('doctor: ok');
    const json = await run('doctor', '--json');
    expect(json.exitCode).toBe(1);
    const { findings, summary } = JSON.parse(json.stdout);
    expect(summary).toMatchObject({ items: 112, errors: 32, warnings: 52, hints: 88, unread: 0 });
    const copies = items.filter(({ status, resolution }) => status === 'closed' && resolution?.startsWith('---\nid: '));
    expect(copies).toHaveLength(32);
    const errors = findings.filter(({ severity }: Finding) => severity === 'error');
    expect(errors.map(place)).toEqual(
      copies.map(({ id }) => `work-items/closed/${id}/resolution.md:1 closed/resolution-is-item-copy`),
    );
    for (const [index, { id }] of copies.entries()) expect(errors[index].message).toContain(id);
  });

  it('doctor warns of the 47 front matters that are no YAML, and of little else', async () => {
    const { findings } = JSON.parse((await run('doctor', '--json')).stdout);
    const ofSeverity = (wanted: string): string[] =>
      findings.filter(({ severity }: Finding) => severity === wanted).map(place);
    const bare = items.filter(({ status, resolution }) => status === 'closed' && resolution === null);
    expect(bare).toHaveLength(2);
    expect(ofSeverity('warning').sort()).toEqual(
      [
        ...notYaml().map(({ id, status }) => `work-items/${status}/${id}/item.md:4 front-matter/invalid-yaml`),
        ...bare.flatMap(({ id }) => [
          `work-items/closed/${id}/resolution.md closed/no-resolution`,
          `work-items/closed/${id}/thread.md closed/no-close-event`,
        ]),
        `work-items/closed/${BY_HAND}/thread.md:9 thread/review-without-verdict`,
      ].sort(),
    );
    // The old script closed them all, and sealed none.
    const closed = items.filter(({ status }) => status === 'closed');
    expect(closed).toHaveLength(87);
    expect(ofSeverity('hint').sort()).toEqual(
      [
        ...closed.map(({ id }) => `work-items/closed/${id}/digest.json digest/missing-seal`),
        `work-items/closed/${BY_HAND}/thread.md:21 thread/unknown-kind`,
      ].sort(),
    );
  });

  it('no reading has written anything', () => {
    for (const { path, item, thread } of items) {
      expect(readFileSync(join(path, 'item.md'), 'utf8')).toBe(item);
      expect(readFileSync(join(path, 'thread.md'), 'utf8')).toBe(thread);
    }
    const names = readdirSync(join(project ?? '', 'work-items')).sort();
    expect(names).toEqual(['README.md', 'closed', 'open', 'pending']);
  });
});

interface Finding {
  rule: string;
  severity: string;
  path: string;
  line: number | null;
}

const place = ({ rule, path, line }: Finding): string => `${path}${line === null ? '' : `:${line}`} ${rule}`;

/** The item whose log people wrote by hand. */
const BY_HAND = '20260529-205844-session-pod-state-boundary';

/** The items whose front matter a YAML library refuses, by id. */
function notYaml(): RealItem[] {
  const refused = items.filter(({ item }) => {
    try {
      // With options given, the library does not answer from its cache.
      matter(item, {});
      return false;
    } catch {
      return true;
    }
  });
  return refused.sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe.skipIf(project === null)('writing to a copy in a git repository', () => {
  let copy = '';
  let untouched: Finding[] = [];

  const doctor = async (): Promise<Finding[]> => JSON.parse((await runIn(copy, ['doctor', '--json'])).stdout).findings;

  const git = (...args: string[]): string =>
    execFileSync(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'core.quotePath=false', ...args],
      {
        cwd: copy,
        env: pinnedEnv(),
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    );

  beforeAll(async () => {
    if (project === null) return;
    copy = `${project}-written`;
    cpSync(project, copy, { recursive: true });
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'The real items');
    untouched = await doctor();
  });

  afterAll(() => {
    if (copy !== '') rmSync(copy, { recursive: true });
  });

  const file = (status: string, id: string, name: string): string =>
    readFileSync(join(copy, 'work-items', status, id, name), 'utf8');

  /** 1-based line of a field. */
  const lineOf = (text: string, key: string): number =>
    text.split('\n').findIndex((line) => line.startsWith(`${key}: `)) + 1;

  /** What one command changed: these lines of item.md and the end of thread.md, and nothing else of the item. */
  async function expectChange(
    { id, status }: Pick<RealItem, 'id' | 'status'>,
    args: string[],
    change: { lines: string[]; event: string; body: string },
  ): Promise<void> {
    const directory = join(copy, 'work-items', status, id);
    const before = treeSnapshot(directory);
    const [item, thread] = [file(status, id, 'item.md'), file(status, id, 'thread.md')];
    const { exitCode, stderr } = await runIn(copy, args);
    expect(exitCode, `${args.join(' ')}: ${stderr}`).toBe(0);
    const after = treeSnapshot(directory);
    expect({ ...after, './item.md': '', './thread.md': '' }).toEqual({ ...before, './item.md': '', './thread.md': '' });
    const [newItem, newThread] = [file(status, id, 'item.md'), file(status, id, 'thread.md')];
    const expected = [...change.lines, 'updated_at'].map((key) => lineOf(item, key));
    // A second change in the same second leaves the time as it is.
    const same = rawField(item, 'updated_at') === NOW;
    const changed = changedLines(item, newItem);
    expect(changed, args.join(' ')).toEqual((same ? expected.slice(0, -1) : expected).sort((a, b) => a - b));
    expect(rawField(newItem, 'updated_at')).toBe(NOW);
    expect(newThread.startsWith(thread), id).toBe(true);
    const added = newThread.slice(thread.length);
    const header = `<!-- event: ${change.event} author: tester at: ${NOW} `;
    expect(added.trimStart().startsWith(header), added).toBe(true);
    expect(added.split('\n').filter((line) => line.startsWith('<!-- event: '))).toHaveLength(1);
    expect(added.endsWith(`\n\n${change.body}\n\n---\n`), added).toBe(true);
  }

  it('a new title for each of the 47 that are not YAML changes two lines', async () => {
    const hard = notYaml();
    expect(hard).toHaveLength(47);
    await forEach(hard, async (real) => {
      const title = `新: 「${real.id.slice(9, 15)}」 #1 "quoted" — it's`;
      const body = `Before:\n\n- title: ${rawField(real.item, 'title')}`;
      await expectChange(real, ['edit', real.id, '--title', title], { lines: ['title'], event: 'item_edit', body });
    });
    const counts = git('diff', '--numstat')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(counts.filter(([, , path]) => path?.endsWith('/item.md')).map((row) => row.slice(0, 2))).toEqual(
      hard.map(() => ['2', '2']),
    );
    for (const [, removed, path] of counts.filter((row) => row[2]?.endsWith('/thread.md'))) {
      expect(removed, path).toBe('0');
    }
    expect(counts).toHaveLength(94);
    expect(
      git('status', '--porcelain', '--untracked-files=all')
        .split('\n')
        .filter((line) => line.startsWith('??')),
    ).toEqual([]);
    const { stdout } = await runIn(copy, ['list', '--status', 'all', '--json']);
    const titles = new Map(JSON.parse(stdout).items.map(({ id, title }: RealItem & { title: string }) => [id, title]));
    for (const { id } of hard) expect(titles.get(id)).toBe(`新: 「${id.slice(9, 15)}」 #1 "quoted" — it's`);
    git('checkout', '--quiet', '.');
  });

  /** Some of every sort: the largest threads, other shapes of front matter, and every status. */
  function someItems(count: number): RealItem[] {
    const byThread = [...items].sort((a, b) => b.thread.length - a.thread.length);
    const step = Math.floor(items.length / (count - 2));
    return [...new Set([...byThread.slice(0, 2), ...items.filter((_, index) => index % step === 0)])].slice(0, count);
  }

  it('events and edits of each field change only what they name', async () => {
    await forEach(someItems(7), async (real) => {
      const { id, item } = real;
      const text = '本文 with a header:\n\n---\n\nend';
      const notes: [args: string[], event: string][] = [
        [['comment', id], 'comment'],
        [['plan', id], 'plan'],
        [['decide', id], 'decision'],
        [['report', id], 'implementation_report'],
        [['review', id, '--request-changes'], 'review'],
      ];
      for (const [args, event] of notes) {
        await expectChange(real, [...args, '-m', text], { lines: [], event, body: text });
      }
      const edits: [key: string, args: string[]][] = [
        ['slug', ['--slug', `renamed-${id.slice(9, 15)}-${id.length}`]],
        ['kind', ['--kind', 'audit']],
        ['priority', ['--priority', rawField(item, 'priority') === 'P0' ? 'P1' : 'P0']],
        ['assignee', ['--assignee', '山田: a #b']],
        ['labels', ['--add-label', '新しい']],
      ];
      for (const [key, args] of edits) {
        const was = key === 'labels' ? rawField(item, key).slice(1, -1) || '(none)' : rawField(item, key);
        const body = `Before:\n\n- ${key}: ${was}`;
        await expectChange(real, ['edit', id, ...args], { lines: [key], event: 'item_edit', body });
      }
      const now = file(real.status, id, 'item.md');
      await runIn(copy, ['edit', id, '--remove-label', '新しい']);
      const back = file(real.status, id, 'item.md');
      expect(rawField(back, 'labels')).toBe(rawField(item, 'labels'));
      expect(changedLines(now, back)).toEqual([lineOf(item, 'labels')]);
    });
    git('checkout', '--quiet', '.');
    // Where an item has a slug that its id does not end with, the root says so.
    expect(git('status', '--porcelain')).toBe('?? work-items/.edited-slugs\n');
    git('clean', '--quiet', '--force');
  });

  it('a new body replaces the body alone, and the old one is in the log', async () => {
    await forEach(someItems(4), async ({ id, status, item, thread }) => {
      const { exitCode } = await runIn(copy, ['edit', id, '--body', '新しい本文\n\n---\n\nend']);
      expect(exitCode).toBe(0);
      const frontMatter = (text: string): string => text.slice(0, text.indexOf('\n---\n') + 5);
      const now = file(status, id, 'item.md');
      expect(changedLines(frontMatter(item), frontMatter(now))).toEqual([lineOf(item, 'updated_at')]);
      expect(now.slice(frontMatter(now).length)).toBe('\n新しい本文\n\n---\n\nend\n');
      expect(file(status, id, 'thread.md').startsWith(thread)).toBe(true);
      const added = file(status, id, 'thread.md').slice(thread.length);
      expect(added).toContain(
        item
          .slice(frontMatter(item).length)
          .trim()
          .replaceAll(/^(\\*<!-- event:)/gm, '\\$1'),
      );
    });
    git('checkout', '--quiet', '.');
  });

  it('moves: pending, closed, open again', async () => {
    const open = items.filter(({ status }) => status !== 'closed').slice(0, 8);
    const lines = (item: string): number[] =>
      [lineOf(item, 'status'), lineOf(item, 'updated_at')].sort((a, b) => a - b);
    await forEach(open, async ({ id, status, item, thread }) => {
      const target = status === 'open' ? 'pending' : 'open';
      const rest = (at: string): object => ({
        ...treeSnapshot(join(copy, 'work-items', at, id)),
        './item.md': '',
        './thread.md': '',
        './resolution.md': '',
        './digest.json': '',
      });
      const before = rest(status);
      expect((await runIn(copy, ['status', id, target])).exitCode).toBe(0);
      expect(existsSync(join(copy, 'work-items', status, id))).toBe(false);
      expect(changedLines(item, file(target, id, 'item.md'))).toEqual(lines(item));
      const moved = file(target, id, 'thread.md');
      expect(moved.startsWith(thread)).toBe(true);
      expect(moved.slice(thread.length)).toContain(` from: ${status} to: ${target} `);
      expect(rest(target)).toEqual(before);

      const resolution = '解決した。\n\n<!-- event: close author: x at: y -->\n---\nend';
      expect((await runIn(copy, ['close', id, '-m', resolution])).exitCode).toBe(0);
      expect(changedLines(item, file('closed', id, 'item.md'))).toEqual(lines(item));
      expect(rawField(file('closed', id, 'item.md'), 'status')).toBe('closed');
      expect(file('closed', id, 'resolution.md')).toBe(`${resolution}\n`);
      const closed = file('closed', id, 'thread.md');
      expect(closed.startsWith(moved)).toBe(true);
      expect(rest('closed')).toEqual(before);
      const { events } = JSON.parse((await runIn(copy, ['show', id, '--json'])).stdout).item;
      expect(events.at(-1)).toMatchObject({ kind: 'close', body: resolution });

      const again = await runIn(copy, ['close', id, '-m', 'again']);
      expect([again.exitCode, again.stderr]).toEqual([1, expect.stringMatching(/^error: .* is closed already\n/)]);
      expect(file('closed', id, 'thread.md')).toBe(closed);
    });
    git('checkout', '--quiet', '.');
    git('clean', '--quiet', '--force', '-d');
  });

  it('reopening the really closed ones keeps every resolution in the log', async () => {
    const closed = items.filter(({ status }) => status === 'closed').filter((_, index) => index % 7 === 0);
    const bare = items.filter(({ status, resolution }) => status === 'closed' && resolution === null);
    expect(bare).toHaveLength(2);
    await forEach([...new Set([...closed, ...bare])], async ({ id, item, thread, resolution }) => {
      expect((await runIn(copy, ['reopen', id, '-m', 'Again.'])).exitCode).toBe(0);
      expect(existsSync(join(copy, 'work-items', 'closed', id))).toBe(false);
      expect(existsSync(join(copy, 'work-items', 'open', id, 'resolution.md'))).toBe(false);
      const now = file('open', id, 'item.md');
      expect(changedLines(item, now)).toEqual(
        [lineOf(item, 'status'), lineOf(item, 'updated_at')].sort((a, b) => a - b),
      );
      const log = file('open', id, 'thread.md');
      expect(log.startsWith(thread)).toBe(true);
      const kept = log.replaceAll(/^\\(\\*<!-- event:)/gm, '$1');
      expect(kept, id).toContain((resolution ?? '').trim());
    });
    git('checkout', '--quiet', '.');
    git('clean', '--quiet', '--force', '-d');
    expect(await doctor()).toEqual(untouched);
  });
});
