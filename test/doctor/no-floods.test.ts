import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/api/check.ts';
import { fix } from '../../src/api/fix.ts';
import { openWorkspace } from '../../src/api/workspace.ts';
import {
  EXAMPLE_COMMENT,
  EXAMPLE_ID,
  EXAMPLE_THREAD,
  type ExampleTree,
  exampleClosed,
  exampleItem,
  exampleThread,
  exampleTree,
} from '../../src/doctor/example-tree.ts';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { writeExample } from '../support/write-example.ts';

const ITEM = `open/${EXAMPLE_ID}`;

function projectWith(tree: ExampleTree) {
  const { path, root, read } = temporaryProject({ init: false });
  mkdirSync(root, { recursive: true });
  writeExample(root, tree);
  const workspace = openWorkspace({ cwd: path, env: {}, root, now: () => new Date('2026-06-02T09:00:00Z') });
  return { workspace, read, rules: () => check(workspace).findings.map(({ rule }) => rule) };
}

const rulesOf = (tree: ExampleTree): string[] => projectWith(tree).rules();

describe('one cause is one finding', () => {
  it('in a front matter with thousands of equal keys', () => {
    const pasted = (lines: number) =>
      exampleItem((text) => text.replace('---\n\n', `${'note: pasted\n'.repeat(lines)}---\n\n`));
    expect(rulesOf(pasted(1000))).toEqual(['front-matter/duplicate-key']);
    expect(rulesOf(pasted(6000))).toEqual(['front-matter/too-large']);
    const { workspace } = projectWith(pasted(4));
    expect(check(workspace).findings[0]?.message).toBe(
      "'note' stands on line 13 already, which counts; 'pasted' here does not, and nor do 2 more below",
    );
  });

  it('in a text that strayed into the front matter', () => {
    const { workspace } = projectWith(exampleItem((text) => text.replace('kind: bug\n', 'kind: bug\na\nb\nc\n')));
    expect(check(workspace).findings).toMatchObject([
      {
        rule: 'front-matter/not-a-field',
        line: 7,
        endLine: 9,
        message: expect.stringContaining('a, and nor are the 2 below'),
      },
    ]);
  });

  it('in a front matter that is empty', () => {
    expect(rulesOf(exampleItem((text) => text.replace('---\n', '---\n---\n')))).toEqual(['front-matter/missing-key']);
  });

  it('where the closing line is lost and the text has a rule', () => {
    const lost = (closer: string) =>
      exampleItem((text) =>
        text.replace('null\n---\n', `null\n${closer}`).replace('items.\n', 'items.\n\n---\n\nMore.\n'),
      );
    for (const closer of ['', '----\n']) {
      const project = projectWith(lost(closer));
      expect(project.rules()).toEqual(['front-matter/no-closer']);
      fix(project.workspace, { unsafe: true });
      expect(project.rules()).not.toContain('front-matter/no-closer');
      expect(project.read(`work-items/${ITEM}/item.md`)).toContain(
        `${closer}---\n\nTen seconds for 100 items.\n\n---\n\nMore.\n`,
      );
    }
    // The indented line belongs to the field above it.
    expect(rulesOf(lost(' ---\n'))).toEqual(['front-matter/no-closer', 'front-matter/wrong-type']);
    // A field below the stray line: it is just that.
    expect(rulesOf(exampleItem((text) => text.replace('kind: bug\n', '\nfor everybody\nkind: bug\n')))).toEqual([
      'front-matter/not-a-field',
    ]);
  });

  it('where a directory stands for a resolution', () => {
    expect(rulesOf(exampleTree({ [`${ITEM}/resolution.md`]: null }))).toEqual(['layout/special-file']);
  });

  it('where a log is no text', () => {
    const bytes = Buffer.from(EXAMPLE_THREAD, 'utf16le');
    expect(rulesOf(exampleTree({ [`${ITEM}/thread.md`]: bytes }))).toEqual(['text/nul']);
    const cut = Buffer.concat([Buffer.from([0xe3, 0x81]), Buffer.from(`\n${EXAMPLE_THREAD}`)]);
    expect(rulesOf(exampleTree({ [`${ITEM}/thread.md`]: cut }))).toEqual(['text/invalid-utf8']);
  });

  it('where an item is copied', () => {
    const copy = 'open/20260601-090000-slow-list';
    const tree = exampleTree();
    const files = Object.keys(tree).filter((path) => path.startsWith(ITEM));
    const rules = rulesOf({
      ...tree,
      ...Object.fromEntries(files.map((path) => [path.replace(ITEM, copy), tree[path] ?? ''])),
    });
    expect(rules).not.toContain('slug/duplicate');
    expect(rules.filter((rule) => rule === 'id/duplicate')).toHaveLength(2);
  });
});

describe('what an id proves', () => {
  const conflict = '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other';

  it('a conflict in a whole event is a sample', () => {
    const event = serializeEvent(EXAMPLE_ID, {
      kind: 'comment',
      author: 'ann',
      at: '2026-06-01T10:00:00Z',
      body: conflict,
    });
    expect(rulesOf(exampleThread(`\n${event.text}`, '2026-06-01T10:00:00Z'))).toEqual([]);
    const damaged = event.text.replace('HEAD', 'main');
    expect(rulesOf(exampleThread(`\n${damaged}`, '2026-06-01T10:00:00Z'))).toContain('front-matter/conflict-marker');
  });

  it('the heading of a whole event is the one that it was written with', () => {
    const own = (text: string) => rulesOf(exampleThread(`\n${text}`, '2026-06-01T10:00:00Z'));
    expect(own(EXAMPLE_COMMENT.replace('## Comment', '## Decision'))).toEqual(['thread/heading-differs']);
    const unknown = serializeEvent(EXAMPLE_ID, {
      kind: 'comment',
      author: 'ann',
      at: '2026-06-01T10:00:00Z',
      body: 'x',
    });
    expect(own(unknown.text.replace(/ id: \w+/, '').replace('## Comment', '## Second look'))).toEqual([]);
  });

  it.each([
    ['idd', / id: /, ' idd: '],
    ['no colon', / id: /, ' id '],
    ['no key', / id: /, ' '],
  ])('an id is known again behind another name: %s', (_, from, to) => {
    const found = rulesOf(exampleThread(`\n${EXAMPLE_COMMENT.replace(from, to)}`, '2026-06-01T10:00:00Z'));
    expect(found).toContain('thread/malformed-header');
    const foreign = EXAMPLE_COMMENT.replace(/ id: \w+/, ' key: 0123456789abcdef');
    expect(rulesOf(exampleThread(`\n${foreign}`, '2026-06-01T10:00:00Z'))).toEqual([]);
  });

  it('a missing line `---` is put back', () => {
    for (const end of ['', '\n', '\n\n']) {
      const thread = `${EXAMPLE_THREAD}\n${EXAMPLE_COMMENT}`.replace(/\n\n---\n$/, end);
      const project = projectWith({
        ...exampleThread('', '2026-06-01T10:00:00Z'),
        [`${ITEM}/thread.md`]: thread,
      });
      expect(project.rules()).toContain('thread/unfinished-event');
      fix(project.workspace);
      expect(project.read(`work-items/${ITEM}/thread.md`)).toBe(`${EXAMPLE_THREAD}\n${EXAMPLE_COMMENT}`);
      expect(project.rules()).toEqual([]);
    }
  });
});

describe('times that the log does not have', () => {
  it('leaves alone what the old script moved without an event', () => {
    const moved = exampleTree();
    const at = (status: string): ExampleTree =>
      Object.fromEntries(
        Object.entries(moved).map(([path, text]) => [
          path.replace(/^open\/2/, `${status}/2`),
          typeof text === 'string'
            ? text
                .replace('status: open', `status: ${status}`)
                .replace('updated_at: 2026-06-01T09', 'updated_at: 2026-06-01T11')
            : text,
        ]),
      );
    expect(rulesOf({ ...at('pending'), 'open/.gitkeep': '' })).toEqual([]);
    expect(rulesOf(exampleClosed())).toEqual([]);
  });
});
