import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { findingLines } from '../support/finding-lines.ts';
import { headerLines } from '../support/header-lines.ts';
import { oldEvent } from '../support/old-event.ts';
import { shownItem } from '../support/shown-item.ts';
import { startTickets } from '../support/start-tickets.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

describe('fault 1', () => {
  test('close --file with a missing file changes nothing', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const before = treeOf(project.path);
    const { exitCode, stderr, stdout } = await project.run(['close', id, '--file', 'missing.md']);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: .*missing\.md/);
    expect(treeOf(project.path)).toEqual(before);
  });

  test('close --file with a directory or bytes that are no text changes nothing', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    project.write('latin1.md', Buffer.from('caf\xe9\n', 'latin1'));
    const before = treeOf(project.path);
    for (const file of ['work-items', 'latin1.md']) {
      const { exitCode, stderr } = await project.run(['close', id, '--file', file]);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^error: /);
    }
    expect(treeOf(project.path)).toEqual(before);
  });
});

describe('fault 2', () => {
  test('a second close is refused and leaves the resolution as it is', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    await project.run(['close', id, '--resolution', 'Fixed in 1.2.']);
    const before = treeOf(project.root);
    expect(before[`closed/${id}/resolution.md`]).toMatch(/ Fixed in 1\.2\.\n$/);
    for (const more of [[], ['--resolution', 'Again.'], ['-m', 'Again.']]) {
      const { exitCode, stderr } = await project.run(['close', id, ...more]);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^error: .* closed already\nhint: .*reopen/);
    }
    expect(treeOf(project.root)).toEqual(before);
  });

  test.each([['reopen'], ['status']])('%s takes resolution.md away and keeps its text in the log', async (command) => {
    const project = temporaryProject();
    const { id } = addItem(project.root, { status: 'closed', resolution: 'Only in this file.\n\nTwo paragraphs.' });
    const args = command === 'reopen' ? ['reopen', id, '-m', 'Not yet.'] : ['status', id, 'open'];
    expect((await project.run(args)).exitCode).toBe(0);
    expect(readdirSync(join(project.root, 'open', id)).sort()).toEqual(['artifacts', 'item.md', 'thread.md']);
    const last = (await shownItem(project, id)).events.at(-1);
    expect(last?.body).toContain('Only in this file.\n\nTwo paragraphs.');
  });
});

describe('fault 3', () => {
  test('a status change leaves an event', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const before = project.read(`work-items/open/${id}/thread.md`);
    await project.run(['status', id, 'pending']);
    const after = project.read(`work-items/pending/${id}/thread.md`);
    expect(after.startsWith(before)).toBe(true);
    expect(headerLines(after).slice(1)).toEqual([
      '<!-- event: state_changed author: tester at: 2026-06-01T09:00:00Z from: open to: pending -->',
    ]);
  });
});

describe('fault 4', () => {
  // With git the lock is elsewhere.
  test.each([[false], [true]])(
    'eight create at once with one title give eight ids and eight items (git: %s)',
    async (git) => {
      const project = temporaryProject({ git });
      const runs = await Promise.all(Array.from({ length: 8 }, () => project.run(['create', '--title', 'One title'])));
      expect(runs.map((run) => run.exitCode)).toEqual(Array(8).fill(0));
      const ids = runs.map((run) => run.stdout.trimEnd());
      expect(new Set(ids).size).toBe(8);
      expect(readdirSync(join(project.root, 'open')).sort()).toEqual([...ids].sort());
      for (const id of ids) {
        const text = project.read(`work-items/open/${id}/item.md`);
        expect(text).toContain(`\nid: ${id}\n`);
        expect(text).toContain('\ntitle: One title\n');
      }
      const slugs = ids.map((id) => /\nslug: (.*)\n/.exec(project.read(`work-items/open/${id}/item.md`))?.[1]);
      expect(new Set(slugs).size).toBe(8);
    },
  );
});

/** A text of some 200 KB in which every line says whose it is. */
function longText(writer: number): string {
  return Array.from({ length: 5_000 }, (_, line) => `writer ${writer} line ${line} of a long comment`).join('\n');
}

describe('fault 5', () => {
  test('six 200 KB comments at once do not interleave, and none is lost', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const texts = Array.from({ length: 6 }, (_, writer) => longText(writer));
    expect(texts[0]?.length).toBeGreaterThan(180_000);
    const runs = await Promise.all(texts.map((input) => project.run(['comment', id], { input })));
    expect(runs.map((run) => run.exitCode)).toEqual(Array(6).fill(0));
    const { events } = await shownItem(project, id);
    expect(
      events
        .slice(1)
        .map((event) => event.body)
        .sort(),
    ).toEqual([...texts].sort());
  });

  test('comments during a close are not lost', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const texts = Array.from({ length: 6 }, (_, writer) => longText(writer));
    const comment = (input: string) => project.run(['comment', id], { input });
    const runs = await Promise.all([
      ...texts.slice(0, 3).map(comment),
      project.run(['close', id, '-m', 'Done.']),
      ...texts.slice(3).map(comment),
    ]);
    expect(runs.map((run) => run.exitCode)).toEqual(Array(7).fill(0));
    expect(readdirSync(join(project.root, 'open'))).toEqual([]);
    expect(project.read(`work-items/closed/${id}/resolution.md`)).toBe('Done.\n');
    const { events } = await shownItem(project, id);
    expect(
      events
        .slice(1)
        .map((event) => event.body)
        .sort(),
    ).toEqual([...texts, 'Done.'].sort());
  });
});

describe('fault 6', () => {
  test.each([
    ['a newline', 'Innocent\nstatus: closed'],
    ['a carriage return', 'Innocent\rstatus: closed'],
    ['a line separator', 'Innocent\u2028status: closed'],
    ['an escape', 'Innocent\u001b[2J'],
  ])('%s in a title is refused', async (_name, title) => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const before = treeOf(project.path);
    const commands = [
      ['create', '--title', title],
      ['new', title, '-m', 'Text.'],
      ['edit', id, '--title', title],
    ];
    for (const args of commands) {
      const { exitCode, stderr } = await project.run(args);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^error: the title holds /);
    }
    expect(treeOf(project.path)).toEqual(before);
  });

  test('`-->` in an author is refused', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const before = treeOf(project.path);
    const author = 'x --> <!-- event: review author: boss';
    const { exitCode, stderr } = await project.run(['comment', id, '-m', 'Text.', '--author', author]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: the author /);
    const fromEnv = await project.run(['comment', id, '-m', 'Text.'], { env: { TICKETS_AUTHOR: author } });
    expect(fromEnv.exitCode).toBe(1);
    expect(treeOf(project.path)).toEqual(before);
  });

  test.each([['close'], ['review'], ['create'], ['state_changed'], ['x status: approve']])(
    'comment --role %s is refused',
    async (role) => {
      const project = temporaryProject();
      const { id } = addItem(project.root);
      const before = treeOf(project.path);
      const { exitCode, stderr } = await project.run(['comment', id, '--role', role], { input: 'Text.' });
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/^error: unknown role /);
      expect(treeOf(project.path)).toEqual(before);
    },
  );

  test('a header line in a body forges no event', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const forged = '<!-- event: review author: boss at: 2026-05-31T00:00:00Z status: approve -->';
    const bodies = [
      `Text.\n\n---\n\n${forged}\n\n## Review: approve\n\nFine.\n\n---`,
      forged,
      `\`\`\`\n${forged}\nnever closed`,
      `\\${forged}`,
      `U+2028\u2028${forged}`,
    ];
    for (const input of bodies) expect((await project.run(['comment', id], { input })).exitCode).toBe(0);
    await project.run(['close', id, '--resolution', `Done.\n${forged}`]);
    const { events } = await shownItem(project, id);
    expect(events.map((event) => event.kind)).toEqual(['create', ...bodies.map(() => 'comment'), 'close']);
    // Harmless, and not a character of it lost.
    expect(events.slice(1).map((event) => event.body)).toEqual([...bodies, `Done.\n${forged}`]);
    const { stdout } = await project.run(['log', '--kind', 'review', '--json']);
    expect(JSON.parse(stdout).entries).toEqual([]);
  });

  test('an item.md whose id is a path never moves out of the tree', async () => {
    const project = temporaryProject();
    const itemText = (text: string) => text.replace(/^id: .*$/m, 'id: ../../../x');
    const { id } = addItem(project.root, { itemText });
    const outside = () => readdirSync(project.path);
    const before = outside();
    await project.run(['status', id, 'pending']);
    expect(readdirSync(join(project.root, 'pending'))).toEqual([id]);
    await project.run(['close', 'sample-item', '-m', 'Done.']);
    expect(readdirSync(join(project.root, 'closed'))).toEqual([id]);
    await project.run(['reopen', id, '-m', 'No.']);
    expect(readdirSync(join(project.root, 'open'))).toEqual([id]);
    expect(project.read(`work-items/open/${id}/item.md`)).toContain('\nid: ../../../x\n');
    const byForgedId = await project.run(['status', '../../../x', 'closed']);
    expect(byForgedId.exitCode).toBe(1);
    expect(outside()).toEqual(before);
    expect(readdirSync(project.root).sort()).toEqual(['closed', 'open', 'pending']);
  });
});

describe('fault 7', () => {
  test("create --label '*' writes a star, whatever files there are", async () => {
    const project = temporaryProject();
    project.write('a.txt', '');
    project.write('b.txt', '');
    const { stdout } = await project.run(['create', '--title', 'Star', '--label', '*']);
    expect((await shownItem(project, stdout.trim())).labels).toEqual(['*']);
    const { exitCode, stdout: listed } = await project.run(['list', '--label', '*']);
    expect(exitCode).toBe(0);
    expect(listed.split('\n')).toHaveLength(3);
  });

  test.each([
    ['検索が遅い', null],
    ['Привет мир', 'privet-mir'],
    ['Ελληνικά', 'ellinika'],
    ['🎉', 'tada'],
    ['日本 🎌', null],
  ])('the title %s gets a slug that is of use', async (title, expected) => {
    const project = temporaryProject();
    const { exitCode, stdout } = await project.run(['create', '--title', title]);
    expect(exitCode).toBe(0);
    const { slug, id, title: kept } = await shownItem(project, stdout.trim());
    expect(kept).toBe(title);
    expect(slug).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    expect(slug).toMatch(/[a-z]{2}/);
    expect(['item', 'untitled']).not.toContain(slug);
    expect(id.endsWith(`-${slug}`)).toBe(true);
    if (expected !== null) expect(slug).toBe(expected);
  });

  test('of a 400-character title the slug is cut, not the title', async () => {
    const project = temporaryProject();
    const title = 'A title of many words that goes on and on '.repeat(10).slice(0, 400).trim().padEnd(400, 'x');
    const { exitCode, stdout } = await project.run(['create', '--title', title]);
    expect(exitCode).toBe(0);
    const { slug, title: kept } = await shownItem(project, stdout.trim());
    expect(kept).toBe(title);
    expect(slug.length).toBeLessThanOrEqual(60);
    expect(slug).toMatch(/^a-title-of-many-words-[a-z-]*[a-z]$/);
  });

  test('a second item with the same title leaves both within reach of their slugs', async () => {
    const project = temporaryProject();
    const first = (await project.run(['create', '--title', 'Twice'])).stdout.trim();
    const env = { TICKETS_NOW: '2026-06-02T09:00:00Z' };
    const second = (await project.run(['create', '--title', 'Twice'], { env })).stdout.trim();
    for (const id of [first, second]) {
      const { slug } = await shownItem(project, id);
      expect((await shownItem(project, slug)).id).toBe(id);
    }
  });

  test('a slug that is taken is refused, also one that an edit gave', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root, { slug: 'first' });
    addItem(project.root, { slug: 'second', stamp: '20260530-060000' });
    await project.run(['edit', id, '--slug', 'renamed']);
    const before = treeOf(project.path);
    const commands = [
      ['create', '--title', 'T', '--slug', 'second'],
      ['create', '--title', 'T', '--slug', 'renamed'],
      ['edit', id, '--slug', 'second'],
      ['edit', 'second', '--slug', 'renamed'],
    ];
    for (const args of commands) {
      const { exitCode, stderr } = await project.run(args);
      expect([args, exitCode, stderr]).toEqual([args, 1, expect.stringMatching(/^error: the slug '.*' is taken by /)]);
    }
    expect(treeOf(project.path)).toEqual(before);
  });

  test('a title whose slug an edit gave to another item leaves both within reach', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root, { slug: 'first' });
    await project.run(['edit', id, '--slug', 'renamed']);
    const { stdout } = await project.run(['create', '--title', 'Renamed']);
    expect((await shownItem(project, 'renamed')).id).toBe(id);
    expect((await shownItem(project, stdout.trim())).slug).toBe('renamed-2');
  });

  test('a slug that two items have by hand is ambiguous, however they came by it', async () => {
    const project = temporaryProject();
    addItem(project.root, { slug: 'shared' });
    const { path } = addItem(project.root, { slug: 'other', stamp: '20260530-060000' });
    const file = `work-items/${path}/item.md`;
    project.write(file, project.read(file).replace('slug: other', 'slug: shared'));
    const { exitCode, stderr } = await project.run(['show', 'shared']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("'shared' fits 2 items");
  });
});

describe('fault 8', () => {
  test('writing needs no directory for temporary files', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const env = { TMPDIR: join(project.path, 'no-such-directory') };
    const commands = [
      ['create', '--title', 'Another'],
      ['comment', id, '-m', 'Text.'],
      ['edit', id, '--title', 'New'],
      ['status', id, 'pending'],
      ['close', id, '-m', 'Done.'],
      ['reopen', id, '-m', 'No.'],
    ];
    for (const args of commands) {
      const { exitCode, stderr } = await project.run(args, { env });
      expect([args, exitCode, stderr]).toEqual([args, 0, expect.not.stringContaining('error')]);
    }
    // Nothing is left behind, neither a temporary file nor a lock.
    expect(readdirSync(project.path)).toEqual(['work-items']);
    expect(readdirSync(project.root).sort()).toEqual(['closed', 'open', 'pending']);
  });

  test.each([['640'], ['600'], ['664']])('files of mode %s keep it', async (mode) => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const names = ['item.md', 'thread.md'];
    for (const name of names) chmodSync(join(project.root, 'open', id, name), Number.parseInt(mode, 8));
    await project.run(['edit', id, '--title', 'New title']);
    await project.run(['comment', id, '-m', 'Text.']);
    await project.run(['status', id, 'pending']);
    const modes = names.map((name) => statSync(join(project.root, 'pending', id, name)).mode & 0o777);
    expect(modes.map((each) => each.toString(8))).toEqual([mode, mode]);
    expect(project.read(`work-items/pending/${id}/item.md`)).toContain('\ntitle: New title\n');
  });

  test.each([['item.md'], ['thread.md'], ['resolution.md']])('a symbolic link at %s is not followed', async (name) => {
    const project = temporaryProject();
    const { id } = addItem(project.root, { resolution: 'Old.\n' });
    const file = join(project.root, 'open', id, name);
    renameSync(file, join(project.path, 'victim.md'));
    symlinkSync(join(project.path, 'victim.md'), file);
    const before = treeOf(project.path);
    const commands = [
      ['edit', id, '--title', 'New'],
      ['comment', id, '-m', 'Text.'],
      ['close', id, '-m', 'Done.'],
    ];
    for (const args of commands) {
      const { exitCode, stderr } = await project.run(args);
      expect([args, exitCode, stderr]).toEqual([args, 1, expect.stringMatching(/^error: .*symbolic link/)]);
    }
    expect(treeOf(project.path)).toEqual(before);
  });

  test('a symbolic link where files are built aside is not followed', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    const elsewhere = join(project.path, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, join(project.root, '.tmp'));
    const before = treeOf(project.path);
    // Whatever comes and goes in a directory leaves its mark on the directory's time.
    const { mtimeNs } = statSync(elsewhere, { bigint: true });
    for (const args of [
      ['edit', id, '--title', 'New'],
      ['create', '--title', 'New'],
      ['close', id, '-m', 'Done.'],
    ]) {
      const { exitCode, stderr } = await project.run(args);
      expect([args, exitCode, stderr]).toEqual([args, 1, expect.stringMatching(/^error: /)]);
    }
    expect(statSync(elsewhere, { bigint: true }).mtimeNs).toBe(mtimeNs);
    expect(treeOf(project.path)).toEqual(before);
  });

  test('a symbolic link at an item or a status directory is not followed', async () => {
    const project = temporaryProject();
    const { id } = addItem(project.root);
    mkdirSync(join(project.path, 'elsewhere'));
    renameSync(join(project.root, 'open', id), join(project.path, 'elsewhere', id));
    symlinkSync(join(project.path, 'elsewhere', id), join(project.root, 'open', id));
    const target = addItem(project.root, { slug: 'to-close', stamp: '20260530-060000' });
    renameSync(join(project.root, 'closed'), join(project.path, 'closed-elsewhere'));
    symlinkSync(join(project.path, 'closed-elsewhere'), join(project.root, 'closed'));
    const before = treeOf(project.path);
    for (const args of [
      ['comment', id, '-m', 'Text.'],
      ['close', target.id, '-m', 'Done.'],
    ]) {
      const { exitCode, stderr } = await project.run(args);
      expect([args, exitCode, stderr]).toEqual([args, 1, expect.stringMatching(/^error: /)]);
    }
    expect(treeOf(project.path)).toEqual(before);
  });
});

describe('fault 9', () => {
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  const bom = (text: string) => `\ufeff${text}`;
  const quoted = (text: string) =>
    text
      .replace('status: open', "status: 'open'")
      .replace(/^slug: (.*)$/m, 'slug: "$1"')
      .replace(/^id: (.*)$/m, "id: '$1'")
      .replace('title: Sample item', 'title: "Sample item"')
      .replace('priority: P2', 'priority: "P2"');
  const styles: [string, (text: string) => string, (text: string) => string][] = [
    ['CRLF', crlf, crlf],
    ['a BOM', bom, bom],
    ['quoted values', quoted, (text) => text],
    ['all of them', (text) => bom(crlf(quoted(text))), (text) => bom(crlf(text))],
  ];

  test.each(styles)('an item with %s is found, and keeps them', async (_name, itemText, threadText) => {
    const project = temporaryProject();
    const { id } = addItem(project.root, { itemText, threadText });
    for (const ref of [id, 'sample-item']) {
      expect(await shownItem(project, ref)).toMatchObject({
        id,
        title: 'Sample item',
        priority: 'P2',
        slug: 'sample-item',
      });
    }
    const { stdout } = await project.run(['list']);
    expect(stdout.split('\n')[1]).toBe(`open\t${id}\tsample-item\tSample item\ttask\tP2\t2026-05-30T05:32:59Z`);
    const item = project.read(`work-items/open/${id}/item.md`);
    const thread = project.read(`work-items/open/${id}/thread.md`);
    expect((await project.run(['comment', id, '-m', 'One.', '-m', 'Two.'])).exitCode).toBe(0);
    expect((await project.run(['status', id, 'pending'])).exitCode).toBe(0);
    const expected = item
      .replace(/(status: ['"]?)open/, '$1pending')
      .replace(/(updated_at: ).*Z/, '$12026-06-01T09:00:00Z');
    expect(project.read(`work-items/pending/${id}/item.md`)).toBe(expected);
    const grown = project.read(`work-items/pending/${id}/thread.md`);
    expect(grown.startsWith(thread)).toBe(true);
    // One kind of line ending throughout.
    expect(grown.replaceAll('\r\n', '').includes('\n')).toBe(!thread.includes('\r\n'));
    const { events } = await shownItem(project, id);
    expect(events.map(({ kind, body }) => [kind, body])).toEqual([
      ['create', 'Created by tickets.sh create.'],
      ['comment', 'One.\n\nTwo.'],
      ['state_changed', 'Moved from open to pending.'],
    ]);
  });

  test('a front matter that is never closed is not rewritten, and doctor names it', async () => {
    const project = temporaryProject();
    const itemText = (text: string) => text.replace('\n---\n', '\n').concat('status: in the body\nupdated_at: too\n');
    const { id } = addItem(project.root, { itemText });
    const before = treeOf(project.path);
    const commands = [
      ['status', id, 'pending'],
      ['close', id, '-m', 'Done.'],
      ['comment', id, '-m', 'Text.'],
      ['edit', id, '--title', 'New'],
    ];
    for (const args of commands) {
      const { exitCode, stderr } = await project.run(args);
      expect([args, exitCode, stderr]).toEqual([args, 1, expect.stringMatching(/^error: [^\n]*\nhint: /)]);
    }
    expect(treeOf(project.path)).toEqual(before);
    const { exitCode, stdout } = await project.run(['doctor', '--json']);
    expect(exitCode).toBe(1);
    expect(findingLines(stdout)).toEqual([`work-items/open/${id}/item.md:1 front-matter/no-closer`]);
    const listed = await project.run(['list']);
    expect(listed.exitCode).toBe(0);
    expect(listed.stdout).toContain(id);
    expect(listed.stderr).toContain(`${id}/item.md`);
  });
});

describe('fault 10', () => {
  test('show gives the whole of a long thread', async () => {
    const project = temporaryProject();
    const events = Array.from({ length: 400 }, (_, index) =>
      oldEvent({ body: `Remark ${index}.\n\n---\n\nEnd ${index}.` }),
    );
    const { id } = addItem(project.root, { events });
    const { stdout } = await project.run(['show', id]);
    for (let index = 0; index < 400; index += 1) {
      expect(stdout).toContain(`Remark ${index}.\n`);
      expect(stdout).toContain(`End ${index}.\n`);
    }
    expect((await shownItem(project, id)).events).toHaveLength(401);
    const raw = await project.run(['show', id, '--raw']);
    const path = `work-items/open/${id}`;
    expect(raw.stdout).toBe(project.read(`${path}/item.md`) + project.read(`${path}/thread.md`));
  });

  test('every directory of the project will do', async () => {
    const project = temporaryProject();
    const { id, path } = addItem(project.root);
    mkdirSync(join(project.path, 'src/deep/er'), { recursive: true });
    for (const place of ['src/deep/er', 'work-items', `work-items/${path}`, `work-items/${path}/artifacts`]) {
      const { exitCode, stdout } = await project.run(['show', 'sample-item'], { cwd: join(project.path, place) });
      expect([place, exitCode]).toEqual([place, 0]);
      expect(stdout).toContain(id);
    }
  });

  test.each([
    ['show', ['show', 'sample-item']],
    ['list', ['list']],
    ['status', ['status', 'sample-item', 'pending']],
    ['search', ['search', 'text']],
    ['log', ['log']],
    ['doctor', ['doctor']],
    ['edit with an option', ['edit', 'sample-item', '--title', 'New']],
    ['create', ['create', '--title', 'New']],
    ['comment -m', ['comment', 'sample-item', '-m', 'Text.']],
    ['close --resolution', ['close', 'sample-item', '--resolution', 'Done.']],
  ])('%s does not wait for an open pipe as standard input', async (_name, args) => {
    const project = temporaryProject();
    addItem(project.root);
    const started = startTickets(args, { cwd: project.path });
    started.child.stdout?.resume();
    const patience = new Promise((resolve) => setTimeout(resolve, 10_000, 'still waiting'));
    expect(await Promise.race([started.exited, patience])).toBe(0);
  });
});

describe('fault 11', () => {
  test.each([
    [
      'a header without a kind',
      (text: string) => `${text}\n<!-- event: author: x at: 2026-05-30T07:00:00Z -->\n\nText.\n\n---\n`,
      ':9 thread/malformed-header',
    ],
    ['text before the first event', (text: string) => `Lost text.\n\n${text}`, ':1 thread/text-before-first-event'],
    [
      'an event without an author',
      (text: string) => `${text}\n<!-- event: comment at: 2026-05-30T07:00:00Z -->\n\nText.\n\n---\n`,
      ':9 thread/missing-author',
    ],
    [
      'an event without a time',
      (text: string) => `${text}\n<!-- event: comment author: hare -->\n\nText.\n\n---\n`,
      ':9 thread/missing-time',
    ],
    [
      'a review without a verdict',
      (text: string) => `${text}\n${oldEvent({ kind: 'review', at: '2026-05-30T07:00:00Z', heading: 'Review' })}`,
      ':9 thread/review-without-verdict',
    ],
  ])('doctor finds %s', async (_name, threadText, found) => {
    const project = temporaryProject();
    const [updatedAt] = threadText('').match(/2026-05-30T07:00:00Z/) ?? [];
    const { path } = addItem(project.root, { ...(updatedAt && { updatedAt }), threadText });
    const { stdout } = await project.run(['doctor', '--json']);
    expect(findingLines(stdout)).toEqual([`work-items/${path}/thread.md${found}`]);
    const { findings } = JSON.parse(stdout);
    const lines = readFileSync(join(project.root, path, 'thread.md'), 'utf8').split('\n');
    // The line is the one that a person has to look at.
    expect(lines[findings[0].line - 1]).toMatch(/^(?:<!-- event: (?:author|comment|review)|Lost text\.)/);
  });

  test('doctor finds a missing thread, and passes a healthy one', async () => {
    const project = temporaryProject();
    const { path } = addItem(project.root, {
      updatedAt: '2026-05-30T06:00:00Z',
      events: [oldEvent(), oldEvent({ author: 'yoi ticket' })],
    });
    const healthy = await project.run(['doctor']);
    expect([healthy.exitCode, healthy.stdout]).toEqual([0, 'doctor: ok\n']);
    renameSync(join(project.root, path, 'thread.md'), join(project.path, 'thread.md'));
    const { exitCode, stdout } = await project.run(['doctor']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(path);
    expect(stdout).not.toContain('doctor: ok');
    const json = await project.run(['doctor', '--json']);
    expect(findingLines(json.stdout)).toEqual([`work-items/${path} layout/missing-thread`]);
    writeFileSync(join(project.root, path, 'thread.md'), project.read('thread.md'));
    expect((await project.run(['doctor'])).exitCode).toBe(0);
  });
});
