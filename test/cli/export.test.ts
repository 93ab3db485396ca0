import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportTree } from '../../src/api/export.ts';
import { importTree } from '../../src/api/import.ts';
import { openWorkspace } from '../../src/api/workspace.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { treeOf } from '../support/tree-of.ts';
import { writeItem } from '../support/write-item.ts';

const ID = '20260601-090000-slow-search';

/** A project with an item of each status, with whatever an item may have. */
async function richProject() {
  const project = temporaryProject();
  const { run, root } = project;
  await run(['new', 'Search: slow', '--slug', 'slow-search', '-m', 'Ten seconds.\n\n---\n\n検索']);
  await run(['review', 'slow-search', '--approve', '-m', 'Good.']);
  await run(['close', 'slow-search', '-m', 'Done.']);
  writeItem(root, { id: '20260530-000000-odd', title: 'Odd: \u0085', fields: { risk_flags: '[a]', title: '=1+1' } });
  writeItem(root, { id: '20260530-000001-wait', status: 'pending' });
  const odd = join(root, 'open/20260530-000000-odd');
  writeFileSync(join(odd, 'artifacts/data.bin'), Buffer.from([0, 0xff, 0xfe, 10]));
  mkdirSync(join(odd, 'artifacts/deep/er'), { recursive: true });
  writeFileSync(join(odd, 'artifacts/deep/er/__proto__'), '\ufeffx\r\n');
  writeFileSync(join(odd, 'notes.txt'), '');
  writeFileSync(join(root, 'README.md'), '# Items\n');
  writeFileSync(join(root, 'pending/.gitkeep'), '');
  writeFileSync(join(odd, 'artifacts/measure.sh'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(root, 'closed/sort'), Buffer.from([0xff]), { mode: 0o755 });
  return project;
}

describe('an export', () => {
  test('and an import of it give the same tree, byte for byte', async () => {
    const project = await richProject();
    const { exitCode, stdout, stderr } = await project.run(['export']);
    expect([exitCode, stderr]).toEqual([0, '3 items exported\n']);
    const imported = await project.run(['import', '-', '--root', 'copy/items'], { input: stdout });
    expect([imported.exitCode, imported.stderr]).toEqual([0, '3 items imported into copy/items\n']);
    expect(treeOf(join(project.path, 'copy/items'))).toEqual(treeOf(project.root));
  });

  test('says what the files say, too', async () => {
    const { items, schemaVersion } = JSON.parse((await (await richProject()).run(['export', '--json'])).stdout);
    expect(schemaVersion).toBe(1);
    const closed = items.find(({ id }: { id: string }) => id === ID);
    expect(closed).toMatchObject({ status: 'closed', fields: { title: 'Search: slow' }, resolution: 'Done.\n' });
    expect(closed.events.map(({ kind }: { kind: string }) => kind)).toEqual(['create', 'review', 'close']);
    expect(items[0]).toMatchObject({ extra: { risk_flags: '[a]' } });
  });

  test('goes into a file, whole or not at all', async () => {
    const project = await richProject();
    project.write('items.json', 'old');
    const { stdout, stderr } = await project.run(['export', '--output', 'items.json']);
    expect([stdout, stderr]).toEqual(['', '3 items exported to items.json\n']);
    expect(project.read('items.json')).toBe((await project.run(['export'])).stdout);
    for (const output of ['work-items', 'nope/items.json', 'work-items/items.json']) {
      const before = treeOf(project.path);
      expect((await project.run(['export', '--output', output])).exitCode).not.toBe(0);
      expect(treeOf(project.path)).toEqual(before);
    }
  });

  test('tells what no import could bring back', async () => {
    const project = await richProject();
    symlinkSync('/etc/passwd', join(project.root, `closed/${ID}/artifacts/link`));
    const { exitCode, stdout, stderr } = await project.run(['export']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      `warning: closed/${ID}/artifacts/link is a symbolic link: no import could bring it back\n`,
    );
    const { items, problems } = JSON.parse(stdout);
    expect([items.length, problems]).toEqual([
      3,
      [{ path: `closed/${ID}/artifacts/link`, reason: 'is a symbolic link' }],
    ]);
    const { stdout: told } = await project.run(['export', '--json', '--output', 'items.json']);
    expect(JSON.parse(told)).toMatchObject({ output: join(project.path, 'items.json'), items: 3, problems });
    expect(stdout).not.toContain('root:');
  });

  test('as CSV has a row for each item, and no formula', async () => {
    const { stdout } = await (await richProject()).run(['export', '--format', 'csv']);
    const [head, ...rows] = stdout.split('\r\n');
    expect(head).toMatch(/^id,status,slug,title,kind,priority,labels,/);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatch(/^20260530-000000-odd,open,odd,'=1\+1,task,P2,a,/);
    expect(rows[2]).toContain(',3,approve,"Done.\n","');
  });

  test('as CSV is refused by an import', async () => {
    const project = await richProject();
    await project.run(['export', '--format', 'csv', '--output', 'items.csv']);
    const { exitCode, stderr } = await project.run(['import', 'items.csv', '--root', 'copy']);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('items.csv: it is no JSON')]);
    expect(existsSync(join(project.path, 'copy'))).toBe(false);
    expect((await project.run(['export', '--format', 'csv', '--json'])).exitCode).toBe(2);
  });
});

describe('an import', () => {
  test('leaves what is there, and adds what is not', async () => {
    const project = await richProject();
    await project.run(['export', '--output', 'items.json']);
    const before = treeOf(project.root);
    const again = await project.run(['import', 'items.json']);
    expect([again.exitCode, again.stderr]).toEqual([0, '0 items imported into work-items, 3 there already\n']);
    expect(treeOf(project.root)).toEqual(before);
    const other = temporaryProject();
    await other.run(['new', 'Other', '-m', 'x']);
    other.write('items.json', project.read('items.json'));
    const { stdout } = await other.run(['import', 'items.json']);
    expect(stdout).toBe(`open/20260530-000000-odd\npending/20260530-000001-wait\nclosed/${ID}\n`);
    expect((await other.run(['list', '--status', 'all'])).stdout.trim().split('\n')).toHaveLength(5);
  });

  test('with --dry-run writes nothing', async () => {
    const project = await richProject();
    await project.run(['export', '--output', 'items.json']);
    const { exitCode, stderr } = await project.run(['import', 'items.json', '--dry-run', '--root', 'copy']);
    expect([exitCode, stderr]).toEqual([0, '3 items to import into copy\n']);
    expect(existsSync(join(project.path, 'copy'))).toBe(false);
  });

  test.each([
    [
      'an item with another text',
      ['comment', 'slow-search', '-m', 'More.'],
      `closed/${ID} is there already, and differs`,
    ],
    ['an item of another status', ['reopen', 'slow-search', '-m', 'More.'], `open/${ID} is there already, and differs`],
    ['a slug', ['edit', 'slow-search', '--slug', 'odd2'], 'is there already, and differs'],
  ])('does not overwrite %s', async (_name, change, message) => {
    const project = await richProject();
    await project.run(['export', '--output', 'items.json']);
    await project.run(change);
    const before = treeOf(project.root);
    const { exitCode, stderr } = await project.run(['import', 'items.json']);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(message)]);
    expect(treeOf(project.root)).toEqual(before);
  });

  test('does not make two items of one slug, nor overwrite a README', async () => {
    const project = await richProject();
    await project.run(['export', '--output', 'items.json']);
    const slug = temporaryProject();
    writeItem(slug.root, { id: '20260101-000000-slow-search' });
    const refused = await slug.run(['import', join(project.path, 'items.json')]);
    expect(refused.stderr).toContain(`the slug 'slow-search' of ${ID} is taken by 20260101-000000-slow-search`);
    const readme = temporaryProject();
    readme.write('work-items/README.md', 'mine\n');
    const before = treeOf(readme.path);
    const { exitCode, stderr } = await readme.run(['import', join(project.path, 'items.json')]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('README.md is there already, and differs')]);
    expect(treeOf(readme.path)).toEqual(before);
  });

  test.each([
    ['nope.json', 'cannot read nope.json: there is no such file'],
    ['.', 'cannot read .: it is a directory'],
    ['', 'no file is named'],
    ['bytes', 'bytes is not valid UTF-8'],
    ['hostile.json', 'hostile.json: items[0].id is no id'],
  ])('of %s is refused, and nothing is made', async (name, message) => {
    const project = temporaryProject({ init: false });
    project.write('bytes', Buffer.from([0xff]));
    const item = { id: '../../evil', status: 'open', files: [{ path: 'item.md', text: '' }] };
    project.write('hostile.json', JSON.stringify({ schemaVersion: 1, kind: 'tickets-export', items: [item] }));
    const before = treeOf(project.path);
    const { exitCode, stderr } = await project.run(['import', name]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(message)]);
    expect(treeOf(project.path)).toEqual(before);
  });
});

const name = fc.oneof(
  fc.constantFrom('a', 'B', 'notes.txt', '.hidden', '__proto__', 'constructor', '検索', ' x ', 'x.md', '-f'),
  fc.stringMatching(/^[a-z0-9]{1,8}$/),
);
const content = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => Buffer.from(text.toWellFormed())),
  fc
    .constantFrom('', '\ufeff', '\r\n', '---\ntitle: x\n---\n', '<!-- event: create author: a at: b -->\n')
    .map(Buffer.from),
);
const item = fc.record({
  slug: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/),
  status: fc.constantFrom('open', 'pending', 'closed'),
  main: fc.constantFrom('item.md', 'thread.md'),
  text: content,
  more: fc.dictionary(
    fc.tuple(fc.constantFrom('', 'artifacts/', 'artifacts/deep/'), name).map((parts) => parts.join('')),
    content,
  ),
});

test('any tree comes back as it was, and a closed item with a seal of its log', () => {
  fc.assert(
    fc.property(fc.uniqueArray(item, { selector: ({ slug }) => slug, maxLength: 4 }), content, (items, readme) => {
      const { root, path, write } = temporaryProject();
      for (const [index, { slug, status, main, text, more }] of items.entries()) {
        const directory = `work-items/${status}/20260101-00000${index}-${slug}`;
        for (const [file, bytes] of Object.entries({ ...more, [main]: text })) {
          // One name may be a directory of another.
          if (existsSync(join(path, directory, file)) || !isDirectoryOrNothing(join(path, directory, file))) continue;
          write(`${directory}/${file}`, bytes);
        }
      }
      write('work-items/README.md', readme);
      const context = { cwd: path, env: {} };
      const tree = exportTree(openWorkspace({ ...context, root }));
      expect(tree.problems).toEqual([]);
      const json = Buffer.from(JSON.stringify({ schemaVersion: 1, ...tree }));
      importTree(json, 'x', {}, { ...context, root: join(path, 'copy') });
      const copy = treeOf(join(path, 'copy'));
      const seals = Object.keys(copy).filter((file) => /^closed\/[^/]+\/digest\.json$/.test(file));
      expect(seals).toHaveLength(
        items.filter(({ status, main }) => status === 'closed' && main === 'thread.md').length,
      );
      const ofCommands = Object.fromEntries(Object.entries(copy).filter(([file]) => !seals.includes(file)));
      expect(ofCommands).toEqual(treeOf(root));
    }),
    { numRuns: 60 },
  );
});

/** Whether a file can be made there: nothing above it is a file. */
function isDirectoryOrNothing(path: string): boolean {
  const above = dirname(path);
  return (
    !existsSync(above) ||
    treeOf(dirname(above))[above.slice(dirname(above).length + 1)]?.startsWith('directory') === true
  );
}
