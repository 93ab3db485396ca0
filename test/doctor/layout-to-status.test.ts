import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { check } from '../../src/api/check.ts';
import { fix } from '../../src/api/fix.ts';
import { openWorkspace } from '../../src/api/workspace.ts';
import {
  EXAMPLE_ID,
  EXAMPLE_ITEM,
  EXAMPLE_THREAD,
  type ExampleEntry,
  type ExampleTree,
  exampleClosed,
  exampleItem,
  exampleThread,
  exampleTree,
} from '../../src/doctor/example-tree.ts';
import { yamlProblem } from '../../src/doctor/yaml-view.ts';
import { parseFrontMatter } from '../../src/format/front-matter.ts';
import { parseItemFile } from '../../src/format/item-file.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { writeExample } from '../support/write-example.ts';

const ITEM = `open/${EXAMPLE_ID}`;
const SECOND = '20260602-100000-dark-mode';

function projectWith(tree: ExampleTree) {
  const project = temporaryProject({ init: false });
  mkdirSync(project.root, { recursive: true });
  writeExample(project.root, tree);
  const workspace = openWorkspace({
    cwd: project.path,
    env: {},
    root: project.root,
    now: () => new Date('2026-06-03T09:00:00Z'),
  });
  const findings = () => check(workspace).findings;
  return {
    ...project,
    findings,
    /** `rule path:line:column`, the path relative to the root. */
    found: () =>
      findings().map(({ rule, path, line, column }) =>
        [`${rule} ${path.replace(/^work-items\/?/, '')}`, line, column].filter((part) => part !== null).join(':'),
      ),
    fix: (unsafe = false) => fix(workspace, { unsafe }),
    item: (path = ITEM) => project.read(`work-items/${path}/item.md`),
  };
}

const found = (tree: ExampleTree): string[] => projectWith(tree).found();

/** What is found in the healthy item with one line of its front matter replaced. */
const withLine = (key: string, line: string): ExampleTree =>
  exampleItem((text) => text.replace(new RegExp(`^${key}:.*`, 'm'), () => line));

/** A second healthy item, with its texts changed. */
function second(
  id = SECOND,
  change: (text: string) => string = (text) => text,
  status = 'open',
): Record<string, ExampleEntry> {
  const slug = id.slice(16);
  return {
    [`${status}/${id}/item.md`]: change(
      EXAMPLE_ITEM.replaceAll(EXAMPLE_ID, id)
        .replace('slug: slow-search', `slug: ${slug}`)
        .replace('status: open', `status: ${status}`)
        .replaceAll('2026-06-01T09', '2026-06-02T10'),
    ),
    [`${status}/${id}/thread.md`]: EXAMPLE_THREAD.replaceAll('2026-06-01T09', '2026-06-02T10'),
    [`${status}/${id}/artifacts/.gitkeep`]: '',
  };
}

/** An event with that header, after the first one. */
const event = (header: string): string => `\n<!-- event: ${header} -->\n\n## Heading\n\nText.\n\n---\n`;

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

describe('a healthy tree', () => {
  it('has no findings, with several items and all that is tolerated', () => {
    const tree = exampleTree({
      ...second(),
      'README.md': 'Read me.\n',
      'tickets.yml': '',
      '.lock': '{}',
      '.gitattributes': '* text\n',
      'open/README.md': '',
      [`${ITEM}/notes.txt`]: 'free',
      [`${ITEM}/drafts/item.md`]: 'free as well',
      [`${ITEM}/artifacts/deep/er/file.bin`]: new Uint8Array([0, 255]),
    });
    expect(found(tree)).toEqual([]);
  });
});

describe('layout', () => {
  it.each<[string, ExampleTree, string[]]>([
    ['no item.md in closed', exampleClosed({ 'item.md': undefined }), [`layout/missing-item closed/${EXAMPLE_ID}`]],
    [
      'item.md that is a link is there',
      exampleTree({ [`${ITEM}/item.md`]: { symlink: 'x' } }),
      [`layout/symlink ${ITEM}/item.md`],
    ],
    [
      'thread.md that is a directory',
      exampleTree({ [`${ITEM}/thread.md`]: null }),
      [`layout/special-file ${ITEM}/thread.md`],
    ],
    [
      'item.md that is a FIFO',
      exampleTree({ [`${ITEM}/item.md`]: { special: 'fifo' } }),
      [`layout/special-file ${ITEM}/item.md`],
    ],
    [
      'a FIFO among artifacts',
      exampleTree({ [`${ITEM}/artifacts/pipe`]: { special: 'fifo' } }),
      [`layout/special-file ${ITEM}/artifacts/pipe`],
    ],
    [
      'artifacts that is a file',
      exampleTree({ [`${ITEM}/artifacts/.gitkeep`]: undefined, [`${ITEM}/artifacts`]: 'text' }),
      [`layout/special-file ${ITEM}/artifacts`],
    ],
    [
      'a status that is a file',
      exampleTree({ 'pending/.gitkeep': undefined, pending: 'text' }),
      ['layout/special-file pending'],
    ],
    [
      'a status that is a link',
      exampleTree({ 'pending/.gitkeep': undefined, pending: { symlink: 'open' } }),
      ['layout/symlink pending'],
    ],
    [
      'an item that is a link',
      exampleTree({ [`closed/${SECOND}`]: { symlink: '..' } }),
      [`layout/symlink closed/${SECOND}`],
    ],
    ['a FIFO among the items', exampleTree({ 'open/pipe': { special: 'fifo' } }), ['layout/special-file open/pipe']],
    [
      'artifacts that are a link',
      exampleTree({ [`${ITEM}/artifacts/.gitkeep`]: undefined, [`${ITEM}/artifacts`]: { symlink: '/tmp' } }),
      [`layout/symlink ${ITEM}/artifacts`],
    ],
    ['a file in the root', exampleTree({ 'notes.md': 'x' }), ['layout/stray-file notes.md']],
    ['a backup in a status', exampleTree({ 'closed/item.md~': 'x' }), ['layout/stray-file closed/item.md~']],
    ['a directory in the root', exampleTree({ 'done/notes.md': 'x' }), ['layout/stray-directory done']],
    ['an empty directory in the root', exampleTree({ done: null }), ['layout/husk done']],
    ['hidden files', exampleTree({ '.hidden': 'x', 'open/.DS_Store': 'x', '.obsidian/app.json': '{}' }), []],
    [
      'a status in another case',
      exampleTree(
        Object.fromEntries(Object.entries(second()).map(([path, text]) => [path.replace('open/', 'Open/'), text])),
      ),
      [`layout/item-outside-status Open/${SECOND}`],
    ],
    [
      'an item moved into another',
      exampleTree({ [`${ITEM}/${SECOND}/item.md`]: EXAMPLE_ITEM }),
      [`layout/item-outside-status ${ITEM}/${SECOND}`],
    ],
    [
      'items one directory too deep',
      exampleTree({ [`open/2026/${SECOND}/item.md`]: EXAMPLE_ITEM }),
      [`layout/item-outside-status open/2026/${SECOND}`],
    ],
    [
      'a hidden item',
      exampleTree({ [`open/.${SECOND}/item.md`]: EXAMPLE_ITEM }),
      [`layout/item-outside-status open/.${SECOND}`],
    ],
    [
      'an item in the staging directory',
      exampleTree({ '.tmp/1-a/item.md': EXAMPLE_ITEM }),
      ['layout/leftover .tmp/1-a'],
    ],
    ['an empty staging directory', exampleTree({ '.tmp': null }), []],
    [
      'drafts of the lock',
      exampleTree({ '.lock.0123456789abcdef': '', '.lock.break-0123456789abcdef': '' }),
      ['layout/leftover .lock.0123456789abcdef', 'layout/leftover .lock.break-0123456789abcdef'],
    ],
    ['another lock file', exampleTree({ '.lock.json': '', '.tickets.lock': '' }), []],
    ['a husk with nothing in it', exampleTree({ [`pending/${SECOND}`]: null }), [`layout/husk pending/${SECOND}`]],
    [
      'a .gitkeep alone is a file',
      exampleTree({ [`pending/${SECOND}/artifacts/.gitkeep`]: '' }),
      [`layout/stray-directory pending/${SECOND}`],
    ],
    [
      'no artifacts and no thread',
      exampleTree({ [`${ITEM}/artifacts/.gitkeep`]: undefined, [`${ITEM}/thread.md`]: undefined }),
      [`layout/missing-artifacts ${ITEM}`, `layout/missing-thread ${ITEM}`],
    ],
    [
      'an artifacts directory that is empty',
      exampleTree({ [`${ITEM}/artifacts/.gitkeep`]: undefined, [`${ITEM}/artifacts`]: null }),
      [],
    ],
    [
      'an item.md too large to be one',
      exampleTree({ [`${ITEM}/item.md`]: { size: 2 ** 29 } }),
      [`layout/unreadable ${ITEM}/item.md`],
    ],
  ])('%s', (_, tree, expected) => {
    expect(found(tree)).toEqual(expected);
  });

  it('names the item that orphaned files belong to', () => {
    const { findings } = projectWith(exampleTree({ [`closed/${EXAMPLE_ID}/artifacts/a.txt`]: 'x' }));
    expect(findings()).toMatchObject([
      { rule: 'layout/stray-directory', item: EXAMPLE_ID, help: `move the files to ${ITEM}/` },
    ]);
  });

  it('finds an item in all three statuses at each', () => {
    const copies = { ...second(SECOND, undefined, 'open'), ...second(SECOND, undefined, 'pending') };
    const third = exampleTree({ ...copies, [`closed/${SECOND}/item.md`]: EXAMPLE_ITEM });
    const twice = found(third).filter((line) => line.startsWith('layout/two-status-directories'));
    expect(twice).toEqual([
      `layout/two-status-directories closed/${SECOND}`,
      `layout/two-status-directories open/${SECOND}`,
      `layout/two-status-directories pending/${SECOND}`,
    ]);
  });

  it('makes artifacts/.gitkeep, and nothing else', () => {
    const project = projectWith(exampleTree({ [`${ITEM}/artifacts/.gitkeep`]: undefined }));
    expect(project.fix().files).toEqual([{ path: `${ITEM}/artifacts/.gitkeep`, before: null, after: '' }]);
    expect(project.found()).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('reports what the mode keeps it from reading', () => {
    const { root, found: again } = projectWith(exampleTree(second()));
    chmodSync(join(root, ITEM, 'thread.md'), 0);
    chmodSync(join(root, 'open', SECOND), 0);
    const lines = again();
    chmodSync(join(root, 'open', SECOND), 0o755);
    expect(lines).toEqual([`layout/unreadable ${ITEM}/thread.md`, `layout/unreadable open/${SECOND}`]);
  });
});

describe('front-matter: values', () => {
  it.each<[string, string, string[]]>([
    // Not valid YAML.
    ['title', 'title: Search: too slow', ['front-matter/invalid-yaml:4:8']],
    ['title', 'title: Fix the following:', ['front-matter/invalid-yaml:4:8']],
    ['title', 'title: [WIP] search', ['front-matter/invalid-yaml:4:8']],
    ['title', 'title: @ann says so', ['front-matter/invalid-yaml:4:8']],
    ['title', 'title: `search` is slow', ['front-matter/invalid-yaml:4:8']],
    ['title', 'title: "Search" is slow', ['front-matter/invalid-yaml:4:8']],
    ['title', 'title: *search* is slow', ['front-matter/invalid-yaml:4:8']],
    ['title', 'title: %s is slow', ['front-matter/invalid-yaml:4:8']],
    ['title', 'title: a: b #12', ['front-matter/invalid-yaml:4:8']],
    ['title', 'title: Zurück: のリスト', ['front-matter/invalid-yaml:4:8']],
    ['title', 'title: æ\u0097\u00a5 is slow', ['front-matter/invalid-yaml:4:8']],
    ['assignee', 'assignee: @ann', ['front-matter/invalid-yaml:11:11']],
    ['labels', 'labels: [@ann, search]', ['front-matter/invalid-yaml:8:9']],
    ['labels', 'labels: [search', ['front-matter/invalid-yaml:8:9']],
    ['labels', 'labels: [search,, index]', ['front-matter/invalid-yaml:8:9']],
    ['labels', 'labels: [, index]', ['front-matter/invalid-yaml:8:9']],
    ['labels', 'labels: [search, index,]', []],
    // Valid.
    ['title', 'title: http://example.org:80/a:b', []],
    ['title', 'title: - and ? and : within', ['front-matter/invalid-yaml:4:8']],
    ['title', 'title: a - b ? c, d [e] {f}', []],
    ['title', 'title: -v is slow', []],
    ['title', 'title: 「検索」が遅い', []],
    ['title', "title: 'Search: it''s slow'", []],
    ['title', 'title: "Search: \\"slow\\""', []],
    ['title', 'title:   Search is slow   ', []],
    ['title', 'title:\tSearch is slow', []],
    ['labels', 'labels: [\'a: b\', "c", d-e, 12:30]', []],
    ['labels', 'labels: []', []],
    ['labels', 'labels:\n  - search\n  - "a: b"', []],
    ['labels', 'labels: [a,\n  b]', []],
    ['labels', 'labels: # none yet\n- a', []],
    ['labels', 'labels: null', []],
    ['legacy_ticket', 'legacy_ticket: tickets/x.md # was moved: twice', []],
    // Cut by YAML.
    ['title', 'title: Follow up on #12', ['front-matter/title-cut-by-yaml:4:8']],
    ['title', 'title: #12 again', ['front-matter/title-cut-by-yaml:4:8']],
    ['title', 'title: !important fix', ['front-matter/title-cut-by-yaml:4:8']],
    ['title', 'title: &name fix', ['front-matter/title-cut-by-yaml:4:8']],
    ['title', 'title: C# and F#', []],
    ['title', 'title: "Follow up on #12" # a comment', []],
    // Types.
    ['title', 'title: [draft]', ['front-matter/wrong-type:4:8']],
    ['title', 'title: {draft}', ['front-matter/wrong-type:4:8']],
    ['title', 'title: 2026', ['front-matter/wrong-type:4:8']],
    ['title', 'title: 2026-06-01', ['front-matter/wrong-type:4:8']],
    ['title', 'title: null', ['front-matter/wrong-type:4:8']],
    ['title', 'title: >-\n  Search is\n  slow', ['front-matter/wrong-type:4:8']],
    ['title', 'title: Search\n  is slow', ['front-matter/wrong-type:4:8']],
    ['kind', 'kind:\n  - bug', ['front-matter/wrong-type:6:1']],
    ['assignee', 'assignee: yes', ['front-matter/wrong-type:11:11']],
    ['labels', 'labels: search', ['front-matter/wrong-type:8:9']],
    ['labels', 'labels: ""', ['front-matter/wrong-type:8:9']],
    ['labels', 'labels: search, index', ['front-matter/wrong-type:8:9']],
    ['labels', 'labels: {search: 1}', ['front-matter/wrong-type:8:9']],
    ['labels', 'labels: [[search]]', ['front-matter/wrong-type:8:9']],
    ['labels', 'labels:\n  - name: search', ['front-matter/wrong-type:8:1']],
    ['title', 'title: 2026 was slow', []],
    ['title', 'title: Search is slow\n  # indented comment', []],
    ['title', 'title: "2026"', []],
    ['title', 'title: Yes and no', []],
    ['labels', 'labels: [2026, search]', []],
    ['assignee', 'assignee: ~', []],
    // Lines and keys.
    ['kind', 'kind:bug', ['front-matter/no-space-after-key:6:6']],
    ['labels', 'labels:[search]', ['front-matter/no-space-after-key:8:8']],
    ['kind', 'kind : bug', []],
    ['kind', 'kind: bug\n=====', ['front-matter/not-a-field:7:1']],
    ['kind', 'kind: bug\nhttps://example.org', ['front-matter/no-space-after-key:7:7']],
    ['kind', 'kind: bug\n\n# a comment', []],
    ['kind', 'kind: bug\nkind: bug', ['front-matter/duplicate-key:7:1']],
    ['kind', 'kind: bug\n"kind": task', ['front-matter/duplicate-key:7:1']],
    ['kind', 'kind: bug\nnote: a\nnote: b', ['front-matter/duplicate-key:8:1']],
    ['kind', 'kind: bug\nKind: task', []],
    ['assignee', 'asignee: null', ['front-matter/missing-key', 'front-matter/unknown-key:11:1']],
    ['created_at', 'created-at: x', ['front-matter/missing-key', 'front-matter/unknown-key:9:1']],
    ['labels', 'lables: []', ['front-matter/missing-key', 'front-matter/unknown-key:8:1']],
    ['title', 'titel: x', ['front-matter/missing-key', 'front-matter/unknown-key:4:1']],
    ['kind', 'type: bug', ['front-matter/missing-key']],
    // Quotes around nothing.
    ['title', 'title: ""', ['front-matter/wrong-type:4:8']],
    ['title', "title: '  '", ['front-matter/wrong-type:4:8']],
    ['id', 'id: ""', ['front-matter/missing-key:2:5']],
    ['created_at', "created_at: ''", ['front-matter/missing-key:9:13']],
    ['slug', 'slug: ""', ['front-matter/missing-key:3:7']],
    ['kind', 'kind: "" # which?', ['front-matter/wrong-type:6:7']],
    ['assignee', 'assignee: ""', []],
    ['kind', 'kind: bug\nlabel: x\nstate: y\nassigned: z', []],
    ['kind', 'kind: bug\nworkflow_state: ready\nrisk_flags:\n  - data\nqueued_by: ann', []],
    // Times.
    ['updated_at', 'updated_at: 2026-06-01 09:00:00', ['front-matter/bad-time:10:13']],
    ['updated_at', 'updated_at: 2026-02-30T09:00:00Z', ['front-matter/bad-time:10:13']],
    ['updated_at', 'updated_at: 2026-06-01T24:00:00Z', ['front-matter/bad-time:10:13']],
    ['updated_at', 'updated_at: 2026-06-01T09:00:00.000Z', ['front-matter/bad-time:10:13']],
    ['updated_at', 'updated_at: yesterday', ['front-matter/bad-time:10:13']],
    ['updated_at', 'updated_at: "2026-06-01T09:00:00Z" # quoted', []],
    ['updated_at', 'updated_at: 2026-06-01T09:00:01Z', ['front-matter/updated-after-log:10:13']],
    // Priority and kind.
    ['priority', 'priority: P4', ['front-matter/unknown-priority:7:11']],
    ['priority', 'priority: high', ['front-matter/unknown-priority:7:11']],
    ['priority', 'priority: 2', ['front-matter/unknown-priority:7:11']],
    ['priority', 'priority: "P0"', []],
    ['kind', 'kind: Bug', ['front-matter/unknown-kind:6:7']],
    ['kind', 'kind: faeture', ['front-matter/unknown-kind:6:7']],
    ['kind', 'kind: taks', ['front-matter/unknown-kind:6:7']],
    ['kind', 'kind: gub', []],
    ['kind', 'kind: audits', ['front-matter/unknown-kind:6:7']],
    ['kind', 'kind: test', []],
    ['kind', 'kind: risk', []],
    ['kind', 'kind: epic', []],
    ['kind', "kind: 'task'", []],
    // Id, slug and status.
    ['id', 'id: ../../../etc', ['id/differs-from-directory:2:5']],
    ['id', `id: ${EXAMPLE_ID}-2`, ['id/differs-from-directory:2:5']],
    ['id', `id: "${EXAMPLE_ID}"`, []],
    ['slug', 'slug: search', ['id/differs-from-slug:3:7']],
    ['slug', 'slug: Slow-Search', ['id/differs-from-slug:3:7', 'slug/malformed:3:7']],
    ['slug', 'slug: -slow', ['id/differs-from-slug:3:7', 'slug/malformed:3:7']],
    ['slug', 'slug: "slow-search"', []],
    ['status', 'status: Open', ['status/unknown:5:9']],
    ['status', 'status: done', ['status/unknown:5:9']],
    ['status', 'status: closed', ['status/differs-from-directory:5:9']],
    ['status', "status: 'open'", []],
  ])('%s: `%s`', (key, line, expected) => {
    const paths = found(withLine(key, line)).map((text) => text.replace(` ${ITEM}/item.md`, ''));
    expect(paths.filter((text) => !/^(?:text|closed)\//.test(text))).toEqual(expected);
  });

  it('are found at the same place behind CRLF, and one column on behind a BOM', () => {
    const bad = (text: string) => text.replace('Search is slow', 'Search: too slow').replace('kind: bug', 'kind: Bug');
    const expected = [`front-matter/invalid-yaml ${ITEM}/item.md:4:8`, `front-matter/unknown-kind ${ITEM}/item.md:6:7`];
    const own = (tree: ExampleTree) => found(tree).filter((line) => !line.startsWith('text/'));
    expect(own(exampleItem((text) => crlf(bad(text))))).toEqual(expected);
    expect(own(exampleItem((text) => `\ufeff${bad(text)}`))).toEqual(expected);
  });
});

describe('front-matter: fixes', () => {
  it.each([
    ['title: Search: too slow', 'title: "Search: too slow"'],
    ['title: Search: "too slow"', `title: 'Search: "too slow"'`],
    ['title: Search: C:\\Users', `title: 'Search: C:\\Users'`],
    ['title: Search: a #b  ', 'title: "Search: a #b"  '],
    ['title:    @ann', 'title:    "@ann"'],
    ['assignee: a: b # c', 'assignee: "a: b" # c'],
    ["labels: [ @ann,b , 'c' ]", 'labels: [ "@ann",b , \'c\' ]'],
    ['kind:bug', 'kind: bug'],
  ])('safe: `%s` becomes `%s`', (before, after) => {
    const key = before.slice(0, before.indexOf(':'));
    const project = projectWith(withLine(key, before));
    const was = project.item();
    project.fix();
    expect(project.item()).toBe(was.replace(before, () => after));
    expect(parseItemFile(project.item()).fields).toEqual(parseItemFile(was).fields);
    expect(project.found()).toEqual([]);
    expect(project.fix().fixed).toBe(0);
  });

  it.each([
    [`title: Search: it's "slow"`, `title: "Search: it's \\"slow\\""`],
    ['title: Follow up on #12', 'title: "Follow up on #12"'],
    ['title: [draft]', 'title: "[draft]"'],
    ['reason: a: b', 'reason: "a: b"'],
    ["status: 'opened'", "status: 'open'"],
    ['status: closed # by hand', 'status: open # by hand'],
    ['id: "x"', `id: "${EXAMPLE_ID}"`],
  ])('unsafe: `%s` becomes `%s`', (before, after) => {
    const key = before.slice(0, before.indexOf(':'));
    const tree =
      key === 'reason' ? exampleItem((text) => text.replace('kind:', `${before}\nkind:`)) : withLine(key, before);
    const project = projectWith(tree);
    const was = project.item();
    expect(project.fix().fixed).toBe(0);
    project.fix(true);
    expect(project.item()).toBe(was.replace(before, () => after));
    expect(project.found()).toEqual([]);
  });

  it('keep CRLF and BOM', () => {
    const change = (text: string) => `\ufeff${crlf(text.replace('Search is slow', 'Search: too slow'))}`;
    const project = projectWith(exampleItem(change));
    const was = project.item();
    project.fix();
    expect(
      project
        .item()
        .replace('"Search: too slow"', 'Search: too slow')
        .replace(/^\ufeff/, ''),
    ).toBe(was.replace(/^\ufeff/, ''));
  });

  it('are not made in a file that is not valid UTF-8', () => {
    const bytes = Buffer.from(EXAMPLE_ITEM.replace('Search is slow', 'Search: \xff'), 'latin1');
    const project = projectWith(exampleTree({ [`${ITEM}/item.md`]: new Uint8Array(bytes) }));
    expect(project.found()).toContain(`front-matter/invalid-yaml ${ITEM}/item.md:4:8`);
    expect(project.fix(true).fixed).toBe(0);
  });

  it('close a front matter below its last field, in the line ending of the file', () => {
    const open = (text: string) => text.replace('legacy_ticket: null\n---\n', 'legacy_ticket: null\n');
    for (const change of [open, (text: string) => crlf(open(text))]) {
      const project = projectWith(exampleItem(change));
      project.fix(true);
      expect(project.item()).toBe(change === open ? EXAMPLE_ITEM : crlf(EXAMPLE_ITEM));
    }
    const cut = projectWith(exampleItem((text) => text.slice(0, text.indexOf('\n---\n'))));
    cut.fix(true);
    expect(cut.item()).toBe(EXAMPLE_ITEM.slice(0, EXAMPLE_ITEM.indexOf('\n---\n') + 5));
  });

  it('bring updated_at up to the last event', () => {
    const tree = exampleThread(event('comment author: ann at: 2026-06-02T10:00:00Z'));
    const project = projectWith(tree);
    project.fix(true);
    expect(project.item()).toContain('\nupdated_at: 2026-06-02T10:00:00Z\n');
    expect(project.found()).toEqual([]);
  });
});

describe('front-matter: the file', () => {
  const ofItem = (change: (text: string) => string) =>
    found(exampleItem(change)).map((line) => line.replace(` ${ITEM}/item.md`, ''));

  it('finds a front matter that does not begin or end', () => {
    expect(ofItem((text) => `\n${text}`)).toEqual(['front-matter/no-opener:1:1']);
    expect(ofItem((text) => text.replace('---', '--- '))).toEqual(['front-matter/no-opener:1:1']);
    expect(ofItem(() => '')).toEqual(['front-matter/no-opener:1:1']);
    expect(ofItem((text) => text.replace('\n---\n', '\n --- \n'))).toContain('front-matter/no-closer:1:1');
    expect(ofItem((text) => text.slice(0, 40))).toContain('front-matter/no-closer:1:1');
    expect(ofItem((text) => text.replace('\n---\n', `\n${'a: b\n'.repeat(20_000)}---\n`))).toContain(
      'front-matter/too-large:1:1',
    );
    expect(ofItem((text) => text.replace('\n---\n', `\nnote: ${'x'.repeat(60_000)}\n---\n`))).toEqual([]);
  });

  it('finds conflicts in every file, at their first line', () => {
    const conflict = '<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> other\n';
    expect(ofItem((text) => `${text}\n${conflict}`)).toEqual(['front-matter/conflict-marker:17:1']);
    expect(ofItem((text) => crlf(`${text}\n${conflict}`)).filter((line) => line.includes('conflict'))).toEqual([
      'front-matter/conflict-marker:17:1',
    ]);
    expect(ofItem((text) => `${text}\n<<<<<<< HEAD\n`)).toEqual(['front-matter/conflict-marker:17:1']);
    expect(ofItem((text) => `${text}\n>>>>>>> other\n`)).toEqual(['front-matter/conflict-marker:17:1']);
    const thread = exampleThread(`\n${conflict}`);
    expect(found(thread)).toContain(`front-matter/conflict-marker ${ITEM}/thread.md:9:1`);
    const closed = exampleClosed({ 'resolution.md': conflict });
    expect(found(closed)).toContain(`front-matter/conflict-marker closed/${EXAMPLE_ID}/resolution.md:1:1`);
  });

  it('takes no heading, sample or quotation for a conflict', () => {
    expect(ofItem((text) => `${text}\nHeading\n=======\n\n<<<<<<<< eight\n\n    <<<<<<< indented\n`)).toEqual([]);
    expect(ofItem((text) => `${text}\n~~~ diff\n<<<<<<< a\n=======\n>>>>>>> b\n~~~\n`)).toEqual([]);
    // A fence that never closes hides nothing, and one of an event nothing of the next.
    expect(ofItem((text) => `${text}\n\`\`\`\n<<<<<<< a\n`)).toEqual(['front-matter/conflict-marker:18:1']);
  });

  it('says of a conflict in the front matter just that', () => {
    const conflict = 'updated_at: 2026-06-01T09:00:00Z\n=======\nupdated_at: 2026-06-01T09:00:01Z\n>>>>>>> other\n';
    const lines = ofItem((text) => text.replace('updated_at: 2026-06-01T09:00:00Z\n', `<<<<<<< HEAD\n${conflict}`));
    expect(lines).toEqual(['front-matter/conflict-marker:10:1']);
  });

  it('compares updated_at with created_at and with the log', () => {
    const before = exampleItem((text) => text.replace('updated_at: 2026', 'updated_at: 2025'));
    expect(found(before).sort()).toEqual([
      `front-matter/updated-before-created ${ITEM}/item.md:10:13`,
      `front-matter/updated-behind-log ${ITEM}/item.md:10:13`,
    ]);
    const comment = (at: string) => event(`comment author: ann at: ${at}`);
    const behind = [`front-matter/updated-behind-log ${ITEM}/item.md:10:13`];
    const own = (tree: ExampleTree) => found(tree).filter((line) => line.startsWith('front-matter/'));
    expect(own(exampleThread(comment('2026-06-01T09:00:01Z')))).toEqual(behind);
    const after = [`front-matter/updated-after-log ${ITEM}/item.md:10:13`];
    expect(own(exampleThread(comment('2026-06-01T09:00:01Z'), '2026-06-02T00:00:00Z'))).toEqual(after);
    expect(own(exampleThread(comment('2062-06-01T09:00:01Z')))).toEqual([]);
    expect(own(exampleThread(comment('soon')))).toEqual([]);
    expect(own(exampleThread(comment('2026-06-01T09:00:01Z') + comment('soon')))).toEqual(behind);
  });
});

describe('id, slug and status', () => {
  const own = (tree: ExampleTree) => found(tree).filter((line) => /^(?:id|slug|status|front-matter)\//.test(line));

  it('takes a number behind the id, and a slug that was edited with an event', () => {
    expect(
      own(exampleTree(second(`${SECOND}-2`, (text) => text.replace('slug: dark-mode-2', 'slug: dark-mode')))),
    ).toEqual([]);
    const slug = (more: string) => ({
      ...exampleThread(event(`item_edit author: ann at: 2026-06-01T09:00:00Z ${more}`)),
      [`${ITEM}/item.md`]: EXAMPLE_ITEM.replace('slug: slow-search', 'slug: fast-search'),
    });
    expect(own(slug('field: slug'))).toEqual([]);
    expect(own(slug('field: title,slug'))).toEqual([]);
    expect(own(slug('field: title'))).toEqual([`id/differs-from-slug ${ITEM}/item.md:3:7`]);
  });

  it('compares the id with created_at only where both are right', () => {
    const created = (value: string) => own(withLine('created_at', `created_at: ${value}`));
    expect(created('2026-06-01T08:59:59Z')).toEqual([`id/differs-from-created-at ${ITEM}/item.md:9:13`]);
    expect(created('"2026-06-01T09:00:00Z"')).toEqual([]);
    expect(created('2026-06-01')).toEqual([`front-matter/bad-time ${ITEM}/item.md:9:13`]);
    expect(own(exampleTree(second('plain-name', (text) => text.replace(/slug: .*/, 'slug: plain-name'))))).toEqual([
      'id/malformed open/plain-name/item.md:2:5',
    ]);
  });

  it('finds malformed names by the directory where item.md says something else', () => {
    const named = second('20260602-100000-Ümlaut', (text) =>
      text.replace(/^id: .*/m, 'id: x').replace(/slug: .*/, 'slug: x'),
    );
    expect(own(exampleTree(named))).toEqual([
      'id/malformed open/20260602-100000-Ümlaut',
      'id/differs-from-directory open/20260602-100000-Ümlaut/item.md:2:5',
    ]);
  });

  it('finds doubles at each of the two, with the name of the other', () => {
    const copy = exampleTree({
      [`open/${SECOND}/item.md`]: EXAMPLE_ITEM,
      [`open/${SECOND}/thread.md`]: EXAMPLE_THREAD,
    });
    expect(own(copy)).toEqual([
      `id/duplicate ${ITEM}/item.md:2:5`,
      `id/differs-from-directory open/${SECOND}/item.md:2:5`,
      `id/duplicate open/${SECOND}/item.md:2:5`,
      `id/differs-from-slug open/${SECOND}/item.md:3:7`,
      `id/differs-from-created-at open/${SECOND}/item.md:9:13`,
    ]);
    const across = exampleTree(second('20260602-100000-slow-search', undefined, 'closed'));
    expect(own(across)).toEqual([
      'slug/duplicate closed/20260602-100000-slow-search/item.md:3:7',
      `slug/duplicate ${ITEM}/item.md:3:7`,
    ]);
    const { findings } = projectWith(across);
    const doubles = findings().filter(({ rule }) => rule === 'slug/duplicate');
    expect(doubles.map(({ message }) => message)).toEqual([
      `the slug 'slow-search' is that of ${ITEM} as well`,
      "the slug 'slow-search' is that of closed/20260602-100000-slow-search as well",
    ]);
  });

  it('finds names that are one on other file systems', () => {
    const nfd = 'caf\u0065\u0301';
    const nfc = 'caf\u00e9';
    const name = (slug: string) => `20260602-100000-${slug}`;
    const tree = exampleTree({ ...second(name(nfd)), ...second(name(nfc), undefined, 'closed') });
    const twice = own(tree).filter((line) => line.includes('duplicate'));
    expect(twice).toEqual([
      `id/duplicate-case closed/${name(nfc)}`,
      `slug/duplicate-case closed/${name(nfc)}/item.md:3:7`,
      `id/duplicate-case open/${name(nfd)}`,
      `slug/duplicate-case open/${name(nfd)}/item.md:3:7`,
    ]);
    expect(own(exampleTree(second(`${EXAMPLE_ID}-2`))).filter((line) => line.includes('duplicate'))).toEqual([]);
  });

  it('compares the directory with the last event that is about the status', () => {
    const at = '2026-06-01T09:00:00Z';
    const moved = (more: string) => event(`state_changed author: ann at: ${at} ${more}`);
    const log = (...events: string[]) =>
      found(exampleThread(events.join(''))).filter((line) => line.startsWith('status/'));
    const close = event(`close author: ann at: ${at} status: closed`);
    expect(log(close)).toEqual([`status/differs-from-log ${ITEM}/thread.md:9:1`]);
    expect(log(close, event(`comment author: ann at: ${at}`))).toEqual([
      `status/differs-from-log ${ITEM}/thread.md:9:1`,
    ]);
    expect(log(moved('from: open to: pending'))).toEqual([`status/differs-from-log ${ITEM}/thread.md:9:1`]);
    expect(log(close, moved('from: closed to: open'))).toEqual([]);
    expect(log(close, event(`reopen author: ann at: ${at}`))).toEqual([]);
    expect(log(moved('field: workflow_state from: open to: closed'))).toEqual([]);
    expect(log(moved('from: intake to: ready'))).toEqual([]);
    const bare = exampleClosed({ 'thread.md': EXAMPLE_THREAD });
    expect(found(bare).filter((line) => line.startsWith('status/'))).toEqual([]);
  });
});

describe('what is certain without a YAML library', () => {
  const problemOf = (line: string): string | null => {
    const frontMatter = parseFrontMatter(`---\n${line}\n---\n`);
    const [field] = frontMatter.fields;
    return field ? yamlProblem(frontMatter, field) : null;
  };
  const piece = fc.constantFrom(
    ...[
      'a',
      'b c',
      ': ',
      ':',
      ' #',
      '#',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ', ',
      ',',
      '- ',
      '-',
      '? ',
      '&',
      '*',
      '!',
      '|',
      '>',
    ],
    ...['%', '@', '`', '\\', '日本', ' ', '1', '.', '~', 'null', '\u3000', '\u00a0', '😀', '/', '=', '<', '---', '...'],
  );
  const value = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('').trim());

  it('sees the second of two documents', () => {
    expect(problemOf('title: >- ---')).toContain('multiple documents');
  });

  it('is what the library says', () => {
    fc.assert(
      fc.property(value, fc.constantFrom('title', 'labels', 'other'), (text, key) => {
        const line = `${key}: ${text}`;
        let valid = parseDocument(line).errors.length === 0;
        if (valid) {
          try {
            parseDocument(line).toJS();
          } catch {
            valid = false;
          }
        }
        expect(problemOf(line) === null, line).toBe(valid);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives fixes after which every reader sees the same title', () => {
    const project = projectWith(exampleTree());
    fc.assert(
      fc.property(value, (text) => {
        const before = EXAMPLE_ITEM.replace('Search is slow', () => text);
        if (problemOf(`title: ${text}`) === null) return;
        writeExample(project.root, { [`${ITEM}/item.md`]: before });
        const was = parseItemFile(before).fields;
        project.fix();
        const fixed = project.item();
        expect(parseItemFile(fixed).fields).toEqual(was);
        if (fixed === before) return;
        const front = fixed.slice(4, fixed.indexOf('\n---\n') + 1);
        expect(parseDocument(front).errors).toEqual([]);
        expect(parseDocument(front).get('title')).toBe(was.title);
        expect(/^title: (["'])(.*)\1$/m.exec(fixed)?.[2]).toBe(was.title);
      }),
      { numRuns: 150 },
    );
  });
});
