import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../support/changed-lines.ts';
import { errorLines } from '../support/error-lines.ts';
import { findingLines } from '../support/finding-lines.ts';
import { runBounded } from '../support/run-bounded.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { treeSnapshot } from '../support/tree-snapshot.ts';
import { writeItem } from '../support/write-item.ts';

const ID = '20260530-053259-hostile';
const PATH = `work-items/open/${ID}/item.md`;

function withFields(fields: Record<string, string>, title = 'Title'): TemporaryProject {
  const project = temporaryProject();
  writeItem(project.root, { id: ID, title, fields });
  writeItem(project.root, { id: '20260530-053300-other' });
  return project;
}

/** Everything that reads goes on, in time. */
async function expectServed(project: TemporaryProject): Promise<{ show: string; list: string }> {
  const commands = [['show', ID, '--json'], ['list', '--json'], ['search', 'needle'], ['log'], ['doctor']];
  const runs = await Promise.all(commands.map((args) => runBounded(args, { cwd: project.path })));
  for (const [index, { exitCode, stderr }] of runs.entries()) {
    expect([0, 1], `${commands[index]}: ${stderr}`).toContain(exitCode);
    expect(stderr).not.toContain('fault');
  }
  return { show: runs[0]?.stdout ?? '', list: runs[1]?.stdout ?? '' };
}

const laughs = (count: number): string =>
  ['&a0 [x, x]', ...Array.from({ length: count }, (_, at) => `&a${at + 1} [${`*a${at}, `.repeat(9)}*a${at}]`)].join(
    '\n  - ',
  );

describe('nothing in a front matter is executed or expanded', () => {
  it('a front matter in another language is none', async () => {
    const project = withFields({});
    const text = project.read(PATH);
    for (const language of ['---js', '---javascript', '---coffee', '---json', '--- js']) {
      const made = join(project.path, 'made');
      project.write(
        PATH,
        `${language}\n{ title: require('fs').writeFileSync(${JSON.stringify(made)}, '') }\n---\n\nx\n`,
      );
      const list = await project.run(['list']);
      expect(list.exitCode).toBe(0);
      expect(list.stdout).toMatch(new RegExp(`^open\t${ID}\thostile\t\\(unreadable: `, 'm'));
      const doctor = await project.run(['doctor', '--json']);
      expect([doctor.exitCode, findingLines(doctor.stdout)]).toEqual([1, [`${PATH}:1 front-matter/no-opener`]]);
      expect(existsSync(made)).toBe(false);
    }
    project.write(PATH, text);
    expect(findingLines((await project.run(['doctor', '--json'])).stdout)).toEqual([]);
  });

  it.each([
    ['aliases', { title: '*a', kind: '*b', anchors: '&a [x]' }],
    ['a billion laughs in an unknown key', { extra: `\n  - ${laughs(12)}` }],
    ['a billion laughs in the labels', { labels: `\n  - ${laughs(12)}` }],
    ['a billion laughs in the title', { title: `\n  - ${laughs(12)}` }],
    ['a merge key', { '<<': '{ title: merged }' }],
    ['tags', { title: '!!js/function "function () { process.exit(9) }"', labels: '!!binary [YQ==]' }],
    ['tags in a block', { title: '\n  !!js/undefined x', labels: '\n  - !!float 1\n  - !<tag:x> b' }],
    ['a key of several lines', { '? [a]': '\n  b' }],
    ['deep nesting', { title: `\n  ${'['.repeat(5000)}${']'.repeat(5000)}` }],
    ['deep nesting in braces', { labels: `\n  ${'{a: '.repeat(2500)}${'}'.repeat(2500)}` }],
    ['a deep block', { labels: `\n${Array.from({ length: 300 }, (_, at) => `${' '.repeat(at + 1)}a:`).join('\n')}` }],
  ])('%s', async (_name, fields: Record<string, string>) => {
    const project = withFields(fields, fields.title);
    const { list } = await expectServed(project);
    const ids = JSON.parse(list).items.map(({ id }: { id: string }) => id);
    expect(ids).toEqual([ID, '20260530-053300-other']);
    expect(list).not.toContain('merged');
    // What is not understood stays as it is.
    const before = project.read(PATH);
    const edited = await runBounded(['edit', ID, '--priority', 'P0'], { cwd: project.path });
    expect(edited.stderr).toBe(`${ID}: priority changed\n`);
    expect(
      project
        .read(PATH)
        .replace(/^priority: .*$/m, '')
        .replace(/^updated_at: .*$/m, ''),
    ).toBe(before.replace(/^priority: .*$/m, '').replace(/^updated_at: .*$/m, ''));
  });

  it('keys of the prototype are just keys', async () => {
    const keys = { __proto__: 'null', constructor: 'a', toString: 'b', hasOwnProperty: 'c', valueOf: 'd' };
    const fields: Record<string, string> = Object.create(null);
    for (const key of ['__proto__', ...Object.keys(keys)]) fields[key] = `value of ${key}`;
    const project = temporaryProject();
    writeItem(project.root, { id: ID });
    const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}\n`);
    project.write(PATH, project.read(PATH).replace('kind: task\n', `kind: task\n${lines.join('')}`));
    const { show } = await expectServed(project);
    const { extra } = JSON.parse(show).item;
    expect(Object.entries(extra)).toEqual(Object.entries(fields));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const shown = await project.run(['show', ID]);
    for (const key of Object.keys(fields)) expect(shown.stdout).toContain(`${key}: value of ${key}`);
    const before = project.read(PATH);
    expect((await project.run(['edit', ID, '--title', 'constructor'])).exitCode).toBe(0);
    expect(changedLines(before, project.read(PATH))).toEqual([4, 15]);
  });

  it('attributes of the prototype in an event are just attributes', async () => {
    const project = temporaryProject();
    const header = '<!-- event: constructor author: __proto__ at: 2026-05-30T05:32:59Z __proto__: x toString: y -->';
    writeItem(project.root, { id: ID, thread: `${header}\n\n## X\n\nText.\n\n---\n` });
    const { show } = await expectServed(project);
    const [event] = JSON.parse(show).item.events;
    expect(event).toMatchObject({ kind: 'constructor', author: '__proto__', verdict: null });
    expect(event.attributes).toContainEqual({ key: '__proto__', value: 'x' });
    const log = await project.run(['log', '--author', '__proto__', '--kind', 'constructor']);
    expect(log.stdout.split('\n')).toHaveLength(3);
  });

  it('10,000 keys under the limit are read, above it refused, both at once', async () => {
    const keys = (text: string): string =>
      Array.from({ length: 10_000 }, (_, at) => `\nk${at.toString(36)}:${text}`).join('');
    const under = withFields({ filler: keys('') });
    expect(under.read(PATH).length).toBeLessThan(64 * 1024);
    const { show } = await expectServed(under);
    expect(Object.keys(JSON.parse(show).item.extra)).toHaveLength(10_001);
    expect((await under.run(['edit', ID, '--priority', 'P0'])).stderr).toBe(`${ID}: priority changed\n`);

    const over = withFields({ filler: keys(' value') });
    await expectServed(over);
    const before = treeSnapshot(over.root);
    for (const args of [
      ['comment', ID, '-m', 'x'],
      ['close', ID, '-m', 'x'],
    ]) {
      const { exitCode, stderr } = await over.run(args);
      const { errors, others } = errorLines(stderr);
      expect({ exitCode, errors: errors.length, others }).toEqual({ exitCode: 1, errors: 1, others: [] });
    }
    expect(treeSnapshot(over.root)).toEqual(before);
  });
});

const TITLES = [
  'null',
  '~',
  '[x]',
  '{a}',
  '---',
  '- a',
  '"',
  "'",
  '#',
  ': ',
  '...',
  '&a',
  '*a',
  '!x',
  '|',
  '>',
  '@',
  '`',
];
const MORE = [
  '%',
  '? a',
  'a: b',
  'a #b',
  'a:',
  '=',
  'true',
  '0123',
  '2026-01-01',
  '"a" b',
  "it's",
  '\\',
  '$(id)',
  'x'.repeat(400),
];

describe('titles that YAML would take for something else', () => {
  it('read exactly as written, raw', async () => {
    const project = temporaryProject();
    const id = (at: number): string => `20260530-0532${at}-t${at}`;
    for (const [at, title] of [...TITLES, ...MORE].entries()) writeItem(project.root, { id: id(at + 10), title });
    const { exitCode, stdout, stderr } = await project.run(['list']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const titles = stdout
      .split('\n')
      .slice(1, -1)
      .map((row) => row.split('\t')[3]);
    expect(titles).toEqual([...TITLES, ...MORE].map((title) => title.trimEnd()));
    expect((await project.run(['doctor'])).exitCode).toBe(0);
  });

  it('written by new and by edit read back the same', async () => {
    const project = temporaryProject();
    const all = [...TITLES, ...MORE];
    const half = all.length / 2;
    const created = await Promise.all(all.slice(0, half).map((title) => project.run(['create', '--title', title])));
    const ids = created.map(({ stdout }) => stdout.trimEnd());
    expect(new Set(ids).size).toBe(half);
    const list = async (): Promise<Record<string, string>> => {
      const { items } = JSON.parse((await project.run(['list', '--json'])).stdout);
      return Object.fromEntries(items.map(({ id, title }: { id: string; title: string }) => [id, title]));
    };
    let titles = await list();
    for (const [at, id] of ids.entries()) expect(titles[id]).toBe(all[at]?.trim());
    await Promise.all(ids.map((id, at) => project.run(['edit', id, '--title', all[half + at] ?? ''])));
    titles = await list();
    for (const [at, id] of ids.entries()) expect(titles[id]).toBe(all[half + at]?.trim());
    expect((await project.run(['doctor'])).exitCode).toBe(0);
  });
});
