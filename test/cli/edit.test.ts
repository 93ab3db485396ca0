import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { addItem, type ItemToAdd } from '../support/add-item.ts';
import { changedLines } from '../support/changed-lines.ts';
import { headerLines } from '../support/header-lines.ts';
import { shownItem } from '../support/shown-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

/** The 1-based lines of item.md as addItem() writes it. */
const LINE = { slug: 3, title: 4, kind: 6, priority: 7, labels: 8, updatedAt: 10, assignee: 11 };

async function edit(args: string[], item: ItemToAdd = {}) {
  const project = temporaryProject();
  const { id, path } = addItem(project.root, item);
  const before = project.read(`work-items/${path}/item.md`);
  const run = await project.run(['edit', id, ...args]);
  const after = project.read(`work-items/${path}/item.md`);
  const lines = changedLines(before, after);
  const line = (number: number) => after.replaceAll('\r', '').split('\n')[number - 1];
  return { project, id, path, before, after, run, lines, line };
}

/** The front matter, its last line included, and what is below it. */
function splitItem(text: string): [string, string] {
  const end = text.indexOf('\n---\n') + 5;
  return [text.slice(0, end), text.slice(end)];
}

describe('one option changes its own line and updated_at', () => {
  test.each([
    ['--title', 'A new: title', LINE.title, 'title: "A new: title"', 'title: Sample item'],
    ['--title', 'Plain words', LINE.title, 'title: Plain words', 'title: Sample item'],
    ['--title', '日本語 — とても', LINE.title, 'title: 日本語 — とても', 'title: Sample item'],
    ['--slug', 'other-slug', LINE.slug, 'slug: other-slug', 'slug: sample-item'],
    ['--kind', 'feature', LINE.kind, 'kind: feature', 'kind: task'],
    ['--priority', 'P0', LINE.priority, 'priority: P0', 'priority: P2'],
    ['--assignee', 'hare', LINE.assignee, 'assignee: hare', 'assignee: null'],
    ['--add-label', 'perf', LINE.labels, 'labels: [tui, docs, perf]', 'labels: tui, docs'],
    ['--remove-label', 'tui', LINE.labels, 'labels: [docs]', 'labels: tui, docs'],
  ])('%s %s', async (option, value, number, written, was) => {
    const { project, id, run, lines, line } = await edit([option, value]);
    expect([run.exitCode, run.stdout]).toEqual([0, '']);
    expect(lines).toEqual([number, LINE.updatedAt].sort((a, b) => a - b));
    expect(line(number)).toBe(written);
    expect(line(LINE.updatedAt)).toBe('updated_at: 2026-06-01T09:00:00Z');
    const event = (await shownItem(project, id)).events.at(-1);
    expect(event).toMatchObject({ kind: 'item_edit', author: 'tester', at: '2026-06-01T09:00:00Z' });
    expect(event?.attributes).toContainEqual({ key: 'field', value: was.split(':')[0] });
    expect(event?.body).toContain(was);
  });

  test('--assignee null takes the assignee away', async () => {
    const { lines, line } = await edit(['--assignee', 'null'], { assignee: 'hare' });
    expect(lines).toEqual([LINE.updatedAt, LINE.assignee]);
    expect(line(LINE.assignee)).toBe('assignee: null');
  });
});

test('several options are one event', async () => {
  const options = ['--title', 'T', '--kind', 'bug', '--priority', 'P1', '--add-label', 'x', '--add-label', 'z'];
  const { project, id, path, lines, line } = await edit([...options, '--remove-label', 'docs', '--assignee', 'hare']);
  expect(lines).toEqual([LINE.title, LINE.kind, LINE.priority, LINE.labels, LINE.updatedAt, LINE.assignee]);
  expect(line(LINE.labels)).toBe('labels: [tui, x, z]');
  const headers = headerLines(project.read(`work-items/${path}/thread.md`));
  expect(headers).toHaveLength(2);
  expect(headers[1]).toMatch(
    /^<!-- event: item_edit author: tester at: 2026-06-01T09:00:00Z field: "?title,kind,priority,/,
  );
  const event = (await shownItem(project, id)).events.at(-1);
  for (const was of ['title: Sample item', 'kind: task', 'priority: P2', 'labels: tui, docs', 'assignee: null']) {
    expect(event?.body).toContain(was);
  }
});

test('a body that is replaced stands in the log, and the front matter stays', async () => {
  const body = 'Old text.\n\n---\n\n```sh\nls\n```\n';
  const { project, id, before, after } = await edit(['-m', 'New text.', '-m', 'And more.'], { body });
  const [front, newBody] = splitItem(after);
  expect(newBody).toBe('\nNew text.\n\nAnd more.\n');
  expect(changedLines(splitItem(before)[0], front)).toEqual([LINE.updatedAt]);
  const { events, body: shown } = await shownItem(project, id);
  expect(events).toHaveLength(2);
  expect(events[1]?.body).toContain(body.trim());
  expect(shown.trim()).toBe('New text.\n\nAnd more.');
});

describe('what is not named stays as it is', () => {
  const messy: ItemToAdd = {
    title: "'Quoted: ''title'' # no comment' # a comment",
    kind: 'task   # spaces before',
    priority: '"P2"',
    labels: '[ \'a b\' ,\tdocs,"c" ] # labels',
    assignee: '~',
    more: 'workflow_state: queued\nrisk_flags: [x, "y"] # keep\n# a comment line\nnested:\n  deep: 1\n  deeper:\n    - 2\nempty:\n',
    body: '\n\nText with trailing space   \n\n---\n\nid: not a field\nupdated_at: nor this\n\n\n',
  };
  const styles: [string, (text: string) => string][] = [
    ['as it is', (text) => text],
    ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['with a BOM', (text) => `\ufeff${text}`],
    ['without a final newline', (text) => text.trimEnd()],
  ];

  test.each(styles)('in a file of every style, %s', async (_name, itemText) => {
    const expected: [string[], number, RegExp][] = [
      [['--title', 'New "title": here'], LINE.title, /^title: 'New "title": here' # a comment$/],
      [['--kind', 'bug'], LINE.kind, /^kind: bug {3}# spaces before$/],
      [['--priority', 'P1'], LINE.priority, /^priority: "P1"$/],
      [['--add-label', 'new'], LINE.labels, /^labels: \[ 'a b' ,\tdocs,"c", new ] # labels$/],
      [['--assignee', 'hare'], LINE.assignee, /^assignee: hare$/],
    ];
    for (const [args, number, written] of expected) {
      const { run, lines, line } = await edit(args, { ...messy, itemText });
      expect([args, run.exitCode, lines]).toEqual([args, 0, [number, LINE.updatedAt].sort((a, b) => a - b)]);
      expect(line(number)).toMatch(written);
    }
  });

  test('an item that is not valid YAML', async () => {
    const title = 'TUI picker: live pending Pod の "表示": [draft';
    const { project, id, lines, after } = await edit(['--kind', 'bug'], { title });
    expect(lines).toEqual([LINE.kind, LINE.updatedAt]);
    expect(after).toContain(`\ntitle: ${title}\n`);
    expect((await shownItem(project, id)).title).toBe(title);
  });
});

describe('labels', () => {
  test.each([
    ['[]', ['--add-label', 'x'], '[x]'],
    ['[a]', ['--add-label', 'x,z'], '[a, x, z]'],
    ['[a, b, c]', ['--remove-label', 'b'], '[a, c]'],
    ['["a", \'b\', c]', ['--remove-label', 'c'], '["a", \'b\']'],
    ['["a", \'b\']', ['--add-label', 'c'], '["a", \'b\', c]'],
    ['[a]', ['--remove-label', 'a'], '[]'],
    ['[a]', ['--add-label', 'needs: quotes'], '[a, "needs: quotes"]'],
    ['[a]', ['--add-label', '日本語'], '[a, 日本語]'],
    ['[a, b]', ['--add-label', 'c', '--remove-label', 'a'], '[b, c]'],
    ['null', ['--add-label', 'x'], '[x]'],
    ['', ['--add-label', 'x'], '[x]'],
  ])('%s with %j are %s', async (labels, args, written) => {
    const { line, lines } = await edit(args, { labels });
    expect(line(LINE.labels)).toBe(`labels: ${written}`);
    expect(lines).toEqual([LINE.labels, LINE.updatedAt]);
  });

  test('in a block list stay one', async () => {
    const { project, id, after } = await edit(['--add-label', 'c', '--remove-label', 'a'], {
      labels: '\n  - a\n  - "b b"',
    });
    expect(after).toContain('\nlabels: \n  - "b b"\n  - c\ncreated_at');
    expect((await shownItem(project, id)).labels).toEqual(['b b', 'c']);
  });
});

describe('nothing is written', () => {
  test.each([
    [['--title', 'Sample item']],
    [['--kind', 'task', '--priority', 'P2', '--slug', 'sample-item']],
    [['--add-label', 'tui']],
    [['--remove-label', 'unknown']],
    [['--assignee', 'null']],
    [['--body', '## Background\n\nText of the item.']],
  ])('by %j, which is so already', async (args) => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const before = treeOf(project.path);
    const { exitCode, stderr } = await project.run(['edit', id, ...args]);
    expect([exitCode, stderr]).toEqual([0, `${id}: nothing to change\n`]);
    expect(treeOf(project.path)).toEqual(before);
  });

  test.each([
    [['--title', ''], 1],
    [['--title', '  '], 1],
    [['--title', 'a\nb'], 1],
    [['--kind', 'Not A Kind'], 2],
    [['--priority', 'high'], 2],
    [['--slug', '!!!'], 2],
    [['--add-label', 'a\nb'], 1],
    [['--assignee', 'a\nb'], 1],
    [['--status', 'closed'], 2],
    [['--kind', 'bug', '--title', 'a\rb'], 1],
  ])('by %j, which is wrong', async (args, code) => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const before = treeOf(project.path);
    const { exitCode, stdout, stderr } = await project.run(['edit', id, ...args]);
    expect([exitCode, stdout]).toEqual([code, '']);
    expect(stderr).toMatch(/^error: [^\n]+\nhint: /);
    expect(treeOf(project.path)).toEqual(before);
  });

  test('into an item that is not UTF-8', async () => {
    const project = temporaryProject();
    const { id, path } = addItem(project.root);
    const bytes = Buffer.concat([
      Buffer.from(project.read(`work-items/${path}/item.md`)),
      Buffer.from([0xff, 0xfe, 0x0a]),
    ]);
    project.write(`work-items/${path}/item.md`, bytes);
    const before = treeOf(project.path);
    for (const args of [
      ['edit', id, '--title', 'T'],
      ['comment', id, '-m', 'x'],
      ['status', id, 'pending'],
    ]) {
      const { exitCode, stderr } = await project.run(args);
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error: .*not valid UTF-8/)]);
    }
    expect(treeOf(project.path)).toEqual(before);
  });
});

/** What a person who reads `key: value` sees: the old script's way. */
function plainValue(text: string, key: string): string {
  const value = new RegExp(`^${key}: (.*)$`, 'm').exec(text)?.[1] ?? '';
  return /^"(?:[^"\\]|\\["\\])*"$/.test(value)
    ? value.slice(1, -1).replace(/\\(["\\])/g, '$1')
    : value.replace(/^'(.*)'$/, (_all, inner: string) => inner.replaceAll("''", "'"));
}

test('labels are not removed from an item.md that cannot be read', async () => {
  const project = temporaryProject();
  const { id, path } = addItem(project.root);
  const file = `work-items/${path}/item.md`;
  const text = project.read(file).replace('\ntitle:', `\nnote: ${'x'.repeat(70_000)}\ntitle:`);
  project.write(file, text);
  for (const args of [
    ['edit', id, '--remove-label', 'tui'],
    ['unclaim', id],
  ]) {
    const { exitCode, stderr } = await project.run(args);
    expect([args, exitCode]).toEqual([args, 1]);
    expect(stderr).toContain(`error: ${id}: item.md cannot be edited: `);
  }
  expect(project.read(file)).toBe(text);
});

const TITLES = [
  'Colon: and more: colons:',
  "It's 'quoted'",
  '"all quoted"',
  'Back\\slash \\n "and" more',
  '# hash',
  'Fix #12 - soon',
  '---',
  '[brackets] {braces}',
  '- dash',
  'null',
  'true',
  '0123',
  '2026-05-30',
  '日本語：タイトル 🎉',
  '@at `tick` %percent &and *star !bang',
  'トレ'.repeat(200),
];

test('every title reads back the same in a plain reader, in a YAML reader and in the program', async () => {
  const project = temporaryProject();
  const { path } = addItem(project.root);
  for (const [index, title] of TITLES.entries()) {
    expect([title, (await project.run(['edit', 'sample-item', '--title', title])).exitCode]).toEqual([title, 0]);
    const { stdout } = await project.run(['new', '--slug', `fresh-${index}`, '-m', 'Text.', '--', title]);
    for (const file of [`${path}/item.md`, `open/${stdout.trim()}/item.md`]) {
      const text = project.read(`work-items/${file}`);
      expect(parse(splitItem(text)[0].replace(/---\n$/, ''), { version: '1.2' }).title).toBe(title);
      expect(plainValue(text, 'title')).toBe(title);
    }
  }
  const { stdout } = await project.run(['list']);
  const rows = stdout.trimEnd().split('\n').slice(2);
  // By id, and so by slug: as text, `fresh-10` comes before `fresh-2`.
  const slugs = TITLES.map((_title, index) => `fresh-${index}`).sort();
  expect(rows.map((row) => row.split('\t')[3])).toEqual(slugs.map((slug) => TITLES[Number(slug.slice(6))]));
  const { stdout: json } = await project.run(['list', '--json']);
  const titles = JSON.parse(json).items.map((item: { title: string }) => item.title);
  expect([...titles].sort()).toEqual([...TITLES, TITLES.at(-1)].sort());
});
