import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { addItem } from '../support/add-item.ts';
import { needsPackage } from '../support/needs-package.ts';
import { pinnedEnv } from '../support/pinned-env.ts';
import { type TemporaryProject, temporaryProject } from '../support/temporary-project.ts';
import { ticketsBin } from '../support/tickets-bin.ts';
import { treeOf } from '../support/tree-of.ts';

needsPackage('library');

const PACKAGE = resolve(dirname(ticketsBin), '..');

/** What a module of a person's own prints as JSON: it imports the package by its name, as installed. */
async function evaluate(project: TemporaryProject, body: string, env: Record<string, string | undefined> = {}) {
  mkdirSync(join(project.path, 'node_modules'), { recursive: true });
  if (!readdirSync(join(project.path, 'node_modules')).includes('yoi-tickets')) {
    symlinkSync(PACKAGE, join(project.path, 'node_modules/yoi-tickets'), 'dir');
  }
  const source = `
    import * as api from 'yoi-tickets';
    const { Tickets, TicketsError } = api;
    const now = () => new Date('2026-06-01T09:00:00Z');
    const failure = (promise) => promise.then(() => null, (error) => ({
      known: error instanceof TicketsError, code: error.code, hint: error.hint ?? null, details: error.details ?? null,
    }));
    const result = await (async () => { ${body} })();
    console.log(JSON.stringify(result));`;
  project.write('program.mjs', source);
  const options = { cwd: project.path, env: pinnedEnv(env) };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['program.mjs'], options);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('every operation of the command line, on the same files', async () => {
  const project = temporaryProject();
  const result = await evaluate(
    project,
    `const tickets = await Tickets.open({ now });
     const created = await tickets.create({ title: 'From a program', labels: ['a', 'b'], kind: 'bug', body: 'Text.' });
     const { id } = created;
     const comment = await tickets.comment(id, 'A comment.');
     const plan = await tickets.comment('from-a-program', 'A plan.', { kind: 'plan', author: 'hare' });
     const review = await tickets.review(id, 'approve', 'Fine.');
     const edit = await tickets.edit(id, { title: 'New: title', addLabels: ['c'], removeLabels: ['a'] });
     const pending = await tickets.setStatus(id, 'pending', { body: 'Later.' });
     const closed = await tickets.close(id, 'Done.');
     const reopened = await tickets.reopen(id, 'No.');
     const shown = await tickets.show(id);
     const { items } = await tickets.list();
     const { matches } = await tickets.search('A plan');
     const { entries } = await tickets.log({ author: 'hare' });
     const { summary } = await tickets.check();
     return { root: tickets.root, created, comment, plan, review, edit, pending, closed, reopened, shown,
       items: items.length, matches: matches.length, entries: entries.length, summary };`,
  );
  const id = '20260601-090000-from-a-program';
  expect(result).toMatchObject({
    root: project.root,
    created: { id, slug: 'from-a-program', title: 'From a program', status: 'open' },
    comment: { id, status: 'open', event: { kind: 'comment', author: 'tester', at: '2026-06-01T09:00:00Z' } },
    plan: { event: { kind: 'plan', author: 'hare' } },
    review: { event: { kind: 'review' } },
    edit: { changed: ['title', 'labels'], event: { kind: 'item_edit' } },
    pending: { status: 'pending', from: 'open' },
    closed: { status: 'closed', from: 'pending' },
    reopened: { status: 'open', from: 'closed' },
    items: 1,
    matches: 1,
    entries: 1,
    summary: { items: 1, errors: 0 },
  });
  expect(result.shown).toMatchObject({ id, title: 'New: title', labels: ['b', 'c'], status: 'open', resolution: null });
  expect(result.shown.events.map((event: { kind: string }) => event.kind)).toEqual([
    ...['create', 'comment', 'plan', 'review', 'item_edit', 'state_changed', 'close', 'state_changed'],
  ]);
  const { stdout } = await project.run(['show', id, '--json']);
  expect(JSON.parse(stdout).item.events.map((event: { body: string }) => event.body)).toEqual(
    result.shown.events.map((event: { body: string }) => event.body),
  );
});

test('what a method resolved to is on disk', async () => {
  const project = temporaryProject();
  const result = await evaluate(
    project,
    `const { readFileSync } = await import('node:fs');
     const tickets = await Tickets.open({ root: 'work-items', now });
     const { id } = await tickets.create({ title: 'T' });
     await tickets.close(id, 'Done.');
     return readFileSync(tickets.root + '/closed/' + id + '/resolution.md', 'utf8');`,
  );
  expect(result).toBe('Done.\n');
});

test('an error has a code, a hint and details, and nothing has changed', async () => {
  const project = temporaryProject();
  const { id } = addItem(project.root, { slug: 'one' });
  addItem(project.root, { slug: 'two', stamp: '20260530-060000', status: 'closed' });
  const before = treeOf(project.root);
  const result = await evaluate(
    project,
    `const tickets = await Tickets.open({ now });
     return {
       missing: await failure(tickets.show('onee')),
       ambiguous: await failure(tickets.show('20260530')),
       closed: await failure(tickets.close('two', 'x')),
       open: await failure(tickets.reopen('one', 'x')),
       empty: await failure(tickets.comment('one', ' ')),
       title: await failure(tickets.edit('one', { title: 'a\\nb' })),
       author: await failure(tickets.comment('one', 'x', { author: '-->' })),
       slug: await failure(tickets.create({ title: 'x', slug: 'one' })),
       root: await failure(Tickets.open({ root: 'nowhere' })),
     };`,
  );
  const code = (expected: string) => ({ known: true, code: expected });
  expect(result).toMatchObject({
    missing: { ...code('not-found'), hint: "did you mean 'one'?" },
    ambiguous: { ...code('ambiguous'), details: { candidates: [{ id }, { status: 'closed' }] } },
    closed: code('already-closed'),
    open: code('not-closed'),
    empty: code('empty-body'),
    title: code('invalid-value'),
    author: code('invalid-value'),
    slug: code('slug-taken'),
    root: code('no-root'),
  });
  expect(treeOf(project.root)).toEqual(before);
});

// Types do not hold a caller in JavaScript back.
test.each([
  ["tickets.setStatus('one', 'done')"],
  ["tickets.setStatus('one', '../outside')"],
  ["tickets.setStatus('one', '')"],
  ["tickets.comment('one', 'x', { kind: 'close' })"],
  ["tickets.comment('one', 'x', { kind: 'review' })"],
  ["tickets.review('one', 'maybe', 'x')"],
  ["tickets.create({ title: 'x', priority: 'P9' })"],
  ["tickets.create({ title: 'x', kind: 'A kind' })"],
  ["tickets.show('../../x')"],
  ["tickets.search('')"],
  ["tickets.list({ status: 'bogus' })"],
  ['tickets.list({ limit: -1 })'],
  ["tickets.list({ sort: 'x' })"],
  ["tickets.search('x', { status: 'q' })"],
  ["tickets.log({ since: '2026-05-30' })"],
  ["tickets.edit('one', { titel: 'x' })"],
  ["tickets.edit('one', { title: null })"],
  ['tickets.create({})'],
  ['tickets.show(undefined)'],
  ["tickets.close('one', undefined)"],
])('%s is refused, and nothing has changed', async (call) => {
  const project = temporaryProject();
  addItem(project.root, { slug: 'one' });
  const before = treeOf(project.root);
  const result = await evaluate(project, `const tickets = await Tickets.open({ now }); return failure(${call});`);
  expect(result).toMatchObject({ known: true });
  expect(treeOf(project.root)).toEqual(before);
  expect(readdirSync(project.path).sort()).toEqual(['node_modules', 'program.mjs', 'work-items']);
});

test('init makes a root, and init of a root that is there opens it', async () => {
  const project = temporaryProject({ init: false });
  const result = await evaluate(
    project,
    `const first = await Tickets.init('docs/items');
     await first.create({ title: 'T' });
     const again = await Tickets.init('docs/items');
     return { root: again.root, items: (await again.list()).items.length };`,
  );
  expect(result).toEqual({ root: join(project.path, 'docs/items'), items: 1 });
});

test('init takes a relative root from the cwd that it is given', async () => {
  const project = temporaryProject({ init: false });
  mkdirSync(join(project.path, 'sub'));
  const body = `return (await Tickets.init('items', { cwd: ${JSON.stringify(join(project.path, 'sub'))} })).root;`;
  expect(await evaluate(project, body)).toBe(join(project.path, 'sub/items'));
  expect(readdirSync(join(project.path, 'sub'))).toEqual(['items']);
});

test('the environment and directory of a caller are used in place of the process', async () => {
  const project = temporaryProject({ init: false });
  addItem(join(project.path, 'elsewhere/work-items'));
  const cwd = JSON.stringify(join(project.path, 'elsewhere'));
  const result = await evaluate(
    project,
    `const tickets = await Tickets.open({ cwd: ${cwd}, env: { TICKETS_AUTHOR: 'given' }, now });
     const { event } = await tickets.comment('sample-item', 'x');
     return { root: tickets.root, author: event.author };`,
  );
  expect(result).toEqual({ root: join(project.path, 'elsewhere/work-items'), author: 'given' });
});

test('eight writers in one program and its children lose nothing', async () => {
  const project = temporaryProject();
  addItem(project.root);
  const result = await evaluate(
    project,
    `const tickets = await Tickets.open({ now });
     await Promise.all(Array.from({ length: 8 }, (_, index) => tickets.comment('sample-item', 'Comment ' + index)));
     const { events } = await tickets.show('sample-item');
     return events.map((event) => event.body);`,
  );
  expect([...result].sort()).toEqual([
    ...Array.from({ length: 8 }, (_, index) => `Comment ${index}`),
    'Created by tickets.sh create.',
  ]);
});

test('a tracker is migrated, exported and imported', async () => {
  const project = temporaryProject({ init: false });
  project.write('tickets/search.md', '# Search\n');
  const result = await evaluate(
    project,
    `const planned = await Tickets.migrate({ dryRun: true }, { now });
     const { items, removed } = await Tickets.migrate({ date: '2026-05-27' }, { now });
     const json = JSON.stringify(await (await Tickets.open()).export());
     const copy = await Tickets.init('copy');
     const first = await copy.import(json, { dryRun: true });
     const made = await copy.import(json);
     const again = await copy.import(new TextEncoder().encode(json));
     return { planned: planned.items[0].id, id: items[0].id, removed, titles: (await copy.list()).items.map((item) => item.title),
       news: [first, made, again].map(({ items }) => items[0].isNew) };`,
  );
  expect(result).toEqual({
    planned: '20260601-000001-search',
    id: '20260527-000001-search',
    removed: ['tickets/search.md'],
    titles: ['Search'],
    news: [true, true, false],
  });
  const item = '/open/20260527-000001-search/item.md';
  expect(project.read(`copy${item}`)).toBe(project.read(`work-items${item}`));
});

test.each([
  ['Tickets.migrate({ dryrun: true })', 'invalid-value'],
  ["Tickets.migrate({ status: 'done' })", 'invalid-value'],
  ['tickets.import({})', 'invalid-value'],
  ["tickets.import('{}', { dryRun: 1 })", 'invalid-value'],
  ["tickets.import('{}')", 'not-imported'],
])('%s is refused, and no file is touched', async (call, code) => {
  const project = temporaryProject();
  project.write('tickets/search.md', '# Search\n');
  const before = treeOf(project.root);
  const result = await evaluate(project, `const tickets = await Tickets.open({ now }); return failure(${call});`);
  expect(result).toMatchObject({ known: true, code });
  expect([treeOf(project.root), project.read('tickets/search.md')]).toEqual([before, '# Search\n']);
});

test('the types that the package names are there, and cover the class', () => {
  const { exports, types } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  expect(exports['.'].types).toBe(types);
  const text = readFileSync(join(PACKAGE, types), 'utf8');
  for (const name of ['Tickets', 'TicketsError', 'ItemDetail', 'ItemSummary', 'CreateOptions', 'Finding']) {
    expect(text).toMatch(new RegExp(`\\b${name}\\b`));
  }
});
