import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runOnTerminal, type TerminalResult } from '../support/run-on-terminal.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { treeSnapshot } from '../support/tree-snapshot.ts';
import { writeItem } from '../support/write-item.ts';

const ID = '20260530-053259-edited';
const SCISSORS = '<!-- Nothing from this line on is kept.';

interface Desk {
  project: TemporaryProject;
  /** Makes an editor: a shell script that is given the file as its last argument. */
  editor: (name: string, script: string) => string;
  run: (args: readonly string[], env?: Record<string, string | undefined>) => Promise<TerminalResult>;
  /** What editors left behind in the temporary directory. */
  leftovers: () => string[];
  thread: () => string;
}

function desk(): Desk {
  const project = temporaryProject();
  writeItem(project.root, { id: ID });
  const temporary = join(project.path, 'tmp');
  mkdirSync(temporary);
  return {
    project,
    editor: (name, script) => {
      const path = join(project.path, name);
      writeFileSync(path, `#!/bin/sh\n${script}\n`);
      chmodSync(path, 0o755);
      return path;
    },
    run: (args, env) =>
      runOnTerminal([...args, '--no-color'], { cwd: project.path, env: { TMPDIR: temporary, ...env } }),
    leftovers: () => readdirSync(temporary),
    thread: () => project.read(`work-items/open/${ID}/thread.md`),
  };
}

/** A script that writes a text in front of what is there, as a person does. */
const typing = (text: string): string => `{ cat <<'END'\n${text}\nEND\ncat "$1"; } > typed && cat typed > "$1"`;

describe('the editor for a body', () => {
  it('opens with a template, and keeps what stands above the scissors line', async () => {
    const { project, editor, run, leftovers, thread } = desk();
    const before = thread();
    const EDITOR = editor('type.sh', `cp "$1" seen.md\n${typing('# A heading\n\n日本語 text')}\necho below >> "$1"`);
    const { exitCode, output } = await run(['comment', 'edited'], { EDITOR });
    expect(output).toBe(`${ID}: comment recorded\n`);
    expect(exitCode).toBe(0);
    const template = project.read('seen.md');
    expect(template).toContain(SCISSORS);
    expect(template).toContain(`the comment on ${ID}`);
    expect(template.startsWith('\n')).toBe(true);
    expect(thread().startsWith(before)).toBe(true);
    const added = thread().slice(before.length);
    expect(added).toMatch(/^\n<!-- event: comment author: tester at: \S+ id: \w{16} -->\n\n## Comment\n\n/);
    expect(added).toMatch(/\n# A heading\n\n日本語 text\n\n---\n$/);
    expect(leftovers()).toEqual([]);
  });

  it.each([
    ['plan', ['plan', 'edited'], 'event: plan '],
    ['decide', ['decide', 'edited'], 'event: decision '],
    ['report', ['report', 'edited'], 'event: implementation_report '],
    ['review', ['review', 'edited', '--approve'], 'event: review '],
  ])('%s asks for its text', async (_name, args, header) => {
    const { editor, run, thread } = desk();
    const { exitCode } = await run(args, { EDITOR: editor('type.sh', typing('Typed.')) });
    expect(exitCode).toBe(0);
    expect(thread()).toContain(header);
    expect(thread()).toMatch(/\nTyped\.\n\n---\n$/);
  });

  it('close and reopen ask as well, and know before that they cannot', async () => {
    const { project, editor, run } = desk();
    const EDITOR = editor('type.sh', `echo called >> calls\n${typing('Typed.')}`);
    expect((await run(['reopen', 'edited'], { EDITOR })).exitCode).toBe(1);
    expect(existsSync(join(project.path, 'calls'))).toBe(false);
    expect((await run(['close', 'edited'], { EDITOR })).exitCode).toBe(0);
    expect(project.read(`work-items/closed/${ID}/resolution.md`)).toBe('Typed.\n');
    expect((await run(['close', 'edited'], { EDITOR })).exitCode).toBe(1);
    expect(project.read('calls')).toBe('called\n');
  });

  it.each([
    ['as it was given', 'true'],
    ['with blank lines alone', 'printf "\\n \\n\\t\\n" > "$1"'],
    ['empty', ': > "$1"'],
  ])('a text that comes back %s stops without writing', async (_name, script) => {
    const { project, editor, run, leftovers } = desk();
    const before = treeSnapshot(project.root, { times: true });
    const { exitCode, output } = await run(['comment', 'edited'], { EDITOR: editor('empty.sh', script) });
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^error: the text is empty\nhint: nothing was written/);
    expect(treeSnapshot(project.root, { times: true })).toEqual(before);
    if (script === 'true') expect(leftovers()).toEqual([]);
  });

  it('VISUAL goes before EDITOR', async () => {
    const { editor, run, thread } = desk();
    const VISUAL = editor('visual.sh', typing('From VISUAL.'));
    const EDITOR = editor('editor.sh', typing('From EDITOR.'));
    expect((await run(['comment', 'edited'], { VISUAL, EDITOR })).exitCode).toBe(0);
    expect(thread()).toContain('From VISUAL.');
    expect(thread()).not.toContain('From EDITOR.');
    expect((await run(['comment', 'edited'], { VISUAL: '', EDITOR })).exitCode).toBe(0);
    expect(thread()).toContain('From EDITOR.');
  });

  it('an editor may have arguments, quotes and a path with spaces', async () => {
    const { project, editor, run, thread } = desk();
    mkdirSync(join(project.path, 'my editors'));
    const path = editor('my editors/edit.sh', `printf '%s\\n' "$@" > arguments\nshift 2\n${typing('Typed.')}`);
    expect((await run(['comment', 'edited'], { EDITOR: `'${path}' --wait "two words"` })).exitCode).toBe(0);
    const [first, second, file, ...more] = project.read('arguments').trimEnd().split('\n');
    expect([first, second, more]).toEqual(['--wait', 'two words', []]);
    expect(file).toMatch(/\.md$/);
    expect(thread()).toContain('\nTyped.\n');
  });

  it.each([
    ['no editor', {}],
    ['an empty one', { EDITOR: '', VISUAL: '' }],
  ])('%s is an error', async (_name, env) => {
    const { project, run, leftovers } = desk();
    const before = treeSnapshot(project.root, { times: true });
    const { exitCode, output } = await run(['comment', 'edited'], env);
    expect({ exitCode, output }).toEqual({
      exitCode: 1,
      output: 'error: no editor is set\nhint: set EDITOR, or pass -m TEXT or --file FILE\n',
    });
    expect(treeSnapshot(project.root, { times: true })).toEqual(before);
    expect(leftovers()).toEqual([]);
  });

  it('an editor that fails writes nothing, and a typed text is kept', async () => {
    const { project, editor, run, leftovers } = desk();
    const before = treeSnapshot(project.root, { times: true });
    const failed = await run(['comment', 'edited'], { EDITOR: editor('fail.sh', 'exit 3') });
    expect(failed.exitCode).toBe(1);
    expect(failed.output).toMatch(/^error: the editor '.*fail\.sh' ended with exit code 3\n/);
    expect(leftovers()).toEqual([]);
    const missing = await run(['comment', 'edited'], { EDITOR: '/nowhere/editor' });
    expect(missing.exitCode).toBe(1);
    expect(missing.output).toContain("error: the editor '/nowhere/editor' ended with exit code 127");
    const typed = await run(['comment', 'edited'], { EDITOR: editor('late.sh', `${typing('Long text.')}\nexit 1`) });
    expect(typed.exitCode).toBe(1);
    const kept = /your text is in (\S+)/.exec(typed.output)?.[1] ?? '';
    expect(readFileSync(kept, 'utf8')).toMatch(/^Long text\.\n/);
    expect(treeSnapshot(project.root, { times: true })).toEqual(before);
  });

  it('an editor that removes the file, or leaves no UTF-8, writes nothing', async () => {
    const { project, editor, run } = desk();
    const before = treeSnapshot(project.root, { times: true });
    const removed = await run(['comment', 'edited'], { EDITOR: editor('remove.sh', 'rm "$1"') });
    expect([removed.exitCode, removed.output]).toEqual([1, expect.stringMatching(/^error: the editor removed /)]);
    const broken = await run(['comment', 'edited'], { EDITOR: editor('latin.sh', 'printf "caf\\351" > "$1"') });
    expect([broken.exitCode, broken.output]).toEqual([
      1,
      expect.stringMatching(/^error: the edited text is not valid/),
    ]);
    expect(treeSnapshot(project.root, { times: true })).toEqual(before);
  });

  it('a temporary directory that is not there is no fault of the program', async () => {
    const { editor, run } = desk();
    const { exitCode, output } = await run(['comment', 'edited'], {
      EDITOR: editor('type.sh', typing('Typed.')),
      TMPDIR: '/nowhere/at/all',
    });
    expect(output).not.toContain('fault');
    expect(exitCode).toBe(1);
  });

  it.each([[['-m', 'Given.']], [['--file', 'given.md']]])('is not opened with %s', async (options) => {
    const { project, editor, run, thread } = desk();
    project.write('given.md', 'Given.\n');
    const EDITOR = editor('type.sh', `echo called >> calls\n${typing('Typed.')}`);
    expect((await run(['comment', 'edited', ...options], { EDITOR })).exitCode).toBe(0);
    expect(existsSync(join(project.path, 'calls'))).toBe(false);
    expect(thread()).toMatch(/\nGiven\.\n\n---\n$/);
  });

  it('is not opened for a move', async () => {
    const { project, editor, run } = desk();
    const EDITOR = editor('type.sh', 'echo called >> calls');
    expect((await run(['status', 'edited', 'pending'], { EDITOR })).exitCode).toBe(0);
    expect(existsSync(join(project.path, 'calls'))).toBe(false);
  });
});

describe('new on a terminal', () => {
  it('opens the editor with its template and prints the id', async () => {
    const { project, editor, run, leftovers } = desk();
    const EDITOR = editor('type.sh', `cp "$1" seen.md\n${typing('Typed first.')}`);
    const { exitCode, output } = await run(['new', '端末 title: "x"'], { EDITOR });
    expect(exitCode).toBe(0);
    const id = output.trimEnd();
    expect(output).toMatch(/^20260601-090000-[a-z0-9-]+\n$/);
    expect(project.read('seen.md')).toMatch(/^## Background\n\n+## Acceptance criteria\n/);
    const item = project.read(`work-items/open/${id}/item.md`);
    expect(item).toContain('\n---\n\nTyped first.\n');
    expect(item).not.toContain(SCISSORS);
    const list = await project.run(['list']);
    expect(list.stdout).toContain('\t端末 title: "x"\t');
    expect(leftovers()).toEqual([]);
  });

  it('makes nothing of an empty text, and asks for none when the request is refused', async () => {
    const { project, editor, run } = desk();
    const before = treeSnapshot(project.root, { times: true });
    const empty = await run(['new', 'Title'], { EDITOR: editor('empty.sh', ': > "$1"') });
    expect([empty.exitCode, empty.output]).toEqual([1, expect.stringMatching(/^error: the text is empty\n/)]);
    const EDITOR = editor('type.sh', 'echo called >> calls');
    for (const args of [
      ['new', ''],
      ['new', 'T', '--priority', 'P9'],
      ['new', 'T', '--kind', 'Not one'],
    ]) {
      expect((await run(args, { EDITOR })).exitCode, args.join(' ')).not.toBe(0);
    }
    expect(existsSync(join(project.path, 'calls'))).toBe(false);
    expect(treeSnapshot(project.root, { times: true })).toEqual(before);
  });

  it('the old form never asks', async () => {
    const { project, run } = desk();
    const { exitCode, output } = await run(['create', '--title', 'Old form']);
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: '20260601-090000-old-form\n' });
    expect(project.read('work-items/open/20260601-090000-old-form/item.md')).toContain('title: Old form\n');
  });
});

describe('bare edit', () => {
  it('opens item.md itself, and takes what comes back', async () => {
    const { project, editor, run, leftovers, thread } = desk();
    const item = project.read(`work-items/open/${ID}/item.md`);
    const EDITOR = editor('edit.sh', 'cp "$1" seen.md\nsed "s/^title: .*/title: 新しい/" seen.md > "$1"');
    const { exitCode, output } = await run(['edit', 'edited'], { EDITOR });
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: `${ID}: title changed\n` });
    expect(project.read('seen.md')).toBe(item);
    const expected = item
      .replace('title: Title', 'title: 新しい')
      .replace(/updated_at: .*/, 'updated_at: 2026-06-01T09:00:00Z');
    expect(project.read(`work-items/open/${ID}/item.md`)).toBe(expected);
    expect(thread()).toContain('- title: Title');
    expect(leftovers()).toEqual([]);
  });

  it.each([
    ['nothing', 'true', 0, /nothing to change/],
    ['the id', 'sed -i "s/^id: .*/id: ..\\/..\\/x/" "$1"', 1, /^error: id cannot be changed by hand/],
    ['the status', 'sed -i "s/^status: .*/status: closed/" "$1"', 1, /^error: status cannot be changed by hand/],
    ['the front matter away', 'echo text > "$1"', 1, /^error: line 1: the first line is not `---`/],
    ['the closer away', 'sed -i "13,\\$d" "$1"', 1, /^error: line 1: the front matter is never closed/],
    ['the title away', 'sed -i "s/^title: .*/title:/" "$1"', 1, /^error: the title is empty/],
  ])('that changes %s', async (_name, script, code, message) => {
    const { project, editor, run } = desk();
    const before = treeSnapshot(project.root);
    const { exitCode, output } = await run(['edit', 'edited'], { EDITOR: editor('edit.sh', script) });
    expect(output).toMatch(message);
    expect(exitCode).toBe(code);
    expect(treeSnapshot(project.root)).toEqual(before);
  });

  it('refuses when the item changed meanwhile', async () => {
    const { project, editor, run } = desk();
    const path = `work-items/open/${ID}/item.md`;
    const EDITOR = editor('edit.sh', `echo mine >> "$1"\necho theirs >> ${path}`);
    const { exitCode, output } = await run(['edit', 'edited'], { EDITOR });
    expect(exitCode).toBe(1);
    expect(output).toMatch(/changed while it was edited/);
    expect(project.read(path)).toMatch(/theirs\n$/);
    expect(project.read(path)).not.toContain('mine');
  });
});
