import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { addScript } from '../support/add-script.ts';
import { changedLines } from '../support/changed-lines.ts';
import { shownItem } from '../support/shown-item.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';

/** An item, and a run of a bare `edit` in which the editor is this shell script. */
function editing(script: string, options: { git?: boolean } = {}) {
  const project = temporaryProject(options);
  const { id, path } = addItem(project.root, { more: 'workflow_state: "draft" # kept\n' });
  project.write('tmp/.keep', '');
  const env = { EDITOR: addScript(project, 'editor.sh', script), TMPDIR: join(project.path, 'tmp') };
  return {
    project,
    id,
    item: `work-items/${path}/item.md`,
    run: (args: string[] = [], more: Record<string, string | undefined> = {}) =>
      project.run(['edit', 'sample-item', ...args], { env: { ...env, ...more } }),
    /** What is left in the directory for temporary files. */
    leftOvers: () => readdirSync(join(project.path, 'tmp')).filter((name) => name !== '.keep'),
  };
}

describe('a bare edit', () => {
  test('opens the exact bytes of item.md', async () => {
    const { project, item, run } = editing(`cp "$1" "$(dirname "$0")/seen"`);
    expect((await run()).exitCode).toBe(0);
    expect(project.read('bin/seen')).toBe(project.read(item));
  });

  test('keeps what comes back, and says in the log what was before', async () => {
    const { project, item, run, leftOvers } = editing(
      `sed -i 's/^title: .*/title: By hand/; s/^priority: P2/priority: P0/' "$1"`,
    );
    const before = project.read(item);
    const { exitCode, stdout } = await run();
    expect([exitCode, stdout]).toEqual([0, '']);
    const after = project.read(item);
    expect(changedLines(before, after)).toEqual([4, 7, 10]);
    expect(after).toContain('\ntitle: By hand\n');
    expect(after).toContain('\nworkflow_state: "draft" # kept\n');
    const event = (await shownItem(project, 'sample-item')).events.at(-1);
    expect(event?.kind).toBe('item_edit');
    expect(event?.body).toContain('title: Sample item');
    expect(event?.body).toContain('priority: P2');
    expect(leftOvers()).toEqual([]);
  });

  test('keeps a new body, an unknown key and a comment', async () => {
    const { project, item, run } = editing(
      `printf 'More text.\\n' >> "$1"; sed -i 's/^kind: task/# a comment\\nkind: task\\nrisk: high/' "$1"`,
    );
    expect((await run()).exitCode).toBe(0);
    const text = project.read(item);
    expect(text).toContain('\n# a comment\nkind: task\nrisk: high\n');
    expect(text.endsWith('Text of the item.\nMore text.\n')).toBe(true);
    const event = (await shownItem(project, 'sample-item')).events.at(-1);
    expect(event?.body).toContain('Text of the item.');
  });

  test('of an unchanged text writes nothing', async () => {
    const { project, run, leftOvers } = editing('touch "$1"');
    const before = treeOf(project.root);
    const { exitCode, stderr } = await run();
    expect(exitCode).toBe(0);
    expect(stderr).toContain('nothing to change');
    expect(treeOf(project.root)).toEqual(before);
    expect(leftOvers()).toEqual([]);
  });

  test('prefers VISUAL to EDITOR', async () => {
    const { project, item, run } = editing(`sed -i 's/^title: .*/title: From EDITOR/' "$1"`);
    const visual = addScript(project, 'visual.sh', `sed -i 's/^title: .*/title: From VISUAL/' "$1"`);
    await run([], { VISUAL: visual });
    expect(project.read(item)).toContain('\ntitle: From VISUAL\n');
  });

  test('takes an editor with arguments', async () => {
    const { project, item, run } = editing(`test "$1" = --wait && sed -i 's/^title: .*/title: Waited/' "$2"`);
    await run([], { EDITOR: `${join(project.path, 'bin/editor.sh')} --wait` });
    expect(project.read(item)).toContain('\ntitle: Waited\n');
  });

  test('with --author says who it was', async () => {
    const { project, run } = editing(`sed -i 's/^kind: .*/kind: bug/' "$1"`);
    await run(['--author', 'hare']);
    expect((await shownItem(project, 'sample-item')).events.at(-1)).toMatchObject({
      kind: 'item_edit',
      author: 'hare',
    });
  });

  test('with --json opens the editor too, and answers with what changed', async () => {
    const { id, run } = editing(`sed -i 's/^kind: .*/kind: bug/' "$1"`);
    const { exitCode, stdout } = await run(['--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, id, changed: ['kind'], event: { kind: 'item_edit' } });
  });
});

describe('refused, and the tree stays as it is:', () => {
  test('no editor at all', async () => {
    const { project, run } = editing('true');
    const before = treeOf(project.root);
    const { exitCode, stderr } = await run([], { EDITOR: undefined });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: no editor[^\n]*\nhint: [^\n]*EDITOR/);
    expect(treeOf(project.root)).toEqual(before);
  });

  test.each([
    ['an editor that fails', 'exit 3', 'with exit code 3'],
    ['an editor that is not there', undefined, 'with exit code 127'],
    ['an editor that removes the file', 'rm "$1"', 'removed'],
  ])('%s', async (_name, script, message) => {
    const { project, run, leftOvers } = editing(script ?? 'true');
    const before = treeOf(project.root);
    const { exitCode, stdout, stderr } = await run([], script === undefined ? { EDITOR: '/no/such/editor' } : {});
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(treeOf(project.root)).toEqual(before);
    expect(leftOvers()).toEqual([]);
  });

  const refused: [string, string, RegExp][] = [
    ['a front matter without an end', `sed -i '14d' "$1"`, /never closed/],
    ['a front matter without a start', `sed -i '1d' "$1"`, /first line/],
    ['a line that is no field', `sed -i 's/^kind: task/kind task/' "$1"`, /line 6/],
    ['another status', `sed -i 's/^status: .*/status: closed/' "$1"`, /status .*tickets status/s],
    ['another id', `sed -i 's/^id: .*/id: ..\\/..\\/x/' "$1"`, /^error: id /],
    ['another created_at', `sed -i 's/^created_at: .*/created_at: 2020-01-01T00:00:00Z/' "$1"`, /created_at/],
    ['an unknown priority', `sed -i 's/^priority: .*/priority: P7/' "$1"`, /P7/],
    ['an empty title', `sed -i 's/^title: .*/title:/' "$1"`, /title/],
    ['a removed title', `sed -i '/^title: /d' "$1"`, /title/],
    ['a slug out of form', `sed -i 's/^slug: .*/slug: Not A Slug/' "$1"`, /slug/],
    ['a NUL character', `printf 'a\\0b' >> "$1"`, /NUL/],
    ['bytes that are not UTF-8', `printf '\\377' >> "$1"`, /UTF-8/],
    ['an empty file', `: > "$1"`, /first line|front matter/],
    ['a change and then a failure', `echo 'Hours of work.' >> "$1"; exit 1`, /exit code 1/],
  ];

  test.each(refused)('%s; the text is kept, and the place is named', async (_name, script, message) => {
    const { project, run, leftOvers } = editing(script);
    const before = treeOf(project.root);
    const { exitCode, stdout, stderr } = await run();
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toMatch(message);
    expect(treeOf(project.root)).toEqual(before);
    const kept = /your text is in (\S+)/.exec(stderr)?.[1] ?? '';
    expect(existsSync(kept)).toBe(true);
    expect(leftOvers()).toHaveLength(1);
    expect(readFileSync(kept, 'latin1')).not.toBe(before[`open/20260530-053259-sample-item/item.md`]);
  });

  test('a slug that another item has', async () => {
    const { project, run } = editing(`sed -i 's/^slug: .*/slug: taken/' "$1"`);
    addItem(project.root, { slug: 'taken', stamp: '20260101-000000' });
    const before = treeOf(project.root);
    const { exitCode, stderr } = await run();
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error: .*taken/)]);
    expect(treeOf(project.root)).toEqual(before);
  });

  test('an item that changed meanwhile; both texts are kept', async () => {
    const { project, item, run } = editing(
      `sed -i 's/^title: .*/title: Mine/' "$1"; sed -i 's/^title: .*/title: Theirs/' "$(dirname "$0")"/../work-items/open/*/item.md`,
    );
    const { exitCode, stderr } = await run();
    expect(exitCode).toBe(1);
    expect(project.read(item)).toContain('\ntitle: Theirs\n');
    const kept = /your text is in (\S+)/.exec(stderr)?.[1] ?? '';
    expect(readFileSync(kept, 'utf8')).toContain('\ntitle: Mine\n');
  });
});
