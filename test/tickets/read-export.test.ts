import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readExport } from '../../src/tickets/read-export.ts';
import { isSafePath } from '../../src/tickets/safe-path.ts';
import { TicketsError } from '../../src/tickets/tickets-error.ts';
import { thrownBy } from '../support/thrown-by.ts';

const ITEM = { id: '20260601-090000-a', status: 'open', files: [{ path: 'item.md', text: '---\n---\n' }] };
const document = (more: object): string =>
  JSON.stringify({ schemaVersion: 1, kind: 'tickets-export', items: [ITEM], files: [], ...more });
const withItem = (more: object): string => document({ items: [{ ...ITEM, ...more }] });
const withFiles = (...files: object[]): string => withItem({ files: [...ITEM.files, ...files] });

test('an export is read', () => {
  const text = document({ files: [{ path: 'README.md', base64: '/w==', executable: true }], future: true });
  const { items, files, executable } = readExport(text, 'x.json');
  expect(items).toEqual([{ id: ITEM.id, status: 'open', files: { 'item.md': '---\n---\n' }, executable: [] }]);
  expect(executable).toEqual(['README.md']);
  expect(files['README.md']).toEqual(Buffer.from([0xff]));
});

describe('refused is', () => {
  test.each([
    ['no JSON', '{', 'it is no JSON'],
    ['nothing', '', 'it is no JSON'],
    ['a list', '[]', 'it is no export'],
    ['another document', '{"schemaVersion":1,"items":[]}', 'it is no export'],
    ['another version', document({ schemaVersion: 2 }), 'schemaVersion is not 1'],
    ['items that are no list', document({ items: {} }), 'items is no list'],
    ['an item that is none', document({ items: [null] }), 'items[0] is no object'],
    ['an id that leaves the tree', withItem({ id: '../../x' }), 'items[0].id is no id'],
    ['an id that is no text', withItem({ id: 7 }), 'items[0].id is no id'],
    ['an id with a newline', withItem({ id: '20260601-090000-a\n' }), 'items[0].id is no id'],
    ['a status that leaves the tree', withItem({ status: '..' }), 'items[0].status is none of'],
    ['a status of the prototype', withItem({ status: '__proto__' }), 'items[0].status is none of'],
    [
      'an id that is there twice',
      document({ items: [ITEM, { ...ITEM, status: 'closed' }] }),
      'items[1].id is there twice',
    ],
    ['an item without files', withItem({ files: [] }), 'neither item.md nor thread.md'],
    ['files that are no list', withItem({ files: { 'item.md': '' } }), 'items[0].files is no list'],
    [
      'a path that leaves the item',
      withFiles({ path: '../x', text: '' }),
      'items[0].files[1].path is no path within it',
    ],
    ['an absolute path', withFiles({ path: '/etc/x', text: '' }), 'is no path within it: "/etc/x"'],
    ['no path', withFiles({ text: '' }), 'items[0].files[1].path is no path within it'],
    ['a path that is there twice', withFiles({ path: 'item.md', text: '' }), 'is there twice: item.md'],
    ['a file as a directory', withFiles({ path: 'item.md/x', text: '' }), 'has item.md as a file and as a directory'],
    ['two contents', withFiles({ path: 'a', text: '', base64: '' }), 'has not one of'],
    ['no content', withFiles({ path: 'a' }), 'has not one of'],
    ['a mode', withFiles({ path: 'a', text: '', executable: '755' }), 'is neither true nor false'],
    ['base64 that is none', withFiles({ path: 'a', base64: 'x' }), 'is no base64'],
    ['half of a character', withFiles({ path: 'a', text: '\ud800' }), 'holds half of a character'],
    [
      'a file in an item, beside them',
      document({ files: [{ path: 'open/x/item.md', text: '' }] }),
      'not beside the items',
    ],
    ['an item as a file', document({ files: [{ path: 'open/20260601-090000-b', text: '' }] }), 'not beside the items'],
    ['a lock', document({ files: [{ path: '.lock', text: '' }] }), 'not beside the items'],
    ['a status as a file', document({ files: [{ path: 'open', text: '' }] }), 'not beside the items'],
  ])('%s', (_name, text, message) => {
    const error = thrownBy(() => readExport(text, 'x.json'));
    expect(error).toBeInstanceOf(TicketsError);
    expect(error).toMatchObject({ code: 'not-imported', message: expect.stringContaining(message) });
  });

  test.each([
    '',
    '.',
    '..',
    'a/../b',
    'a//b',
    'a/',
    '.git',
    '.GIT/config',
    'a/.git/hooks/x',
    '.git. ',
    '.g\u200cit',
    'git~1',
  ])('the path %j', (path) => {
    expect(isSafePath(path)).toBe(false);
  });
  test.each(['a\\b', 'a\0', 'a\nb', '\ud800', 'x'.repeat(256), 'x/'.repeat(600)])('the path %j', (path) => {
    expect(isSafePath(path)).toBe(false);
  });
});

test('names that are only unusual are taken', () => {
  for (const path of [
    'artifacts/.gitkeep',
    '検索.md',
    'a b',
    '-x',
    '__proto__',
    '.gitignore',
    '..a',
    'x'.repeat(255),
  ]) {
    expect(isSafePath(path)).toBe(true);
  }
  const { items } = readExport(withFiles({ path: '__proto__', text: 'x' }), 'x.json');
  expect(Object.keys(items[0]?.files ?? {})).toEqual(['item.md', '__proto__']);
});

test('any other JSON is refused in one line, and no other error comes of it', () => {
  const part = fc.oneof(fc.jsonValue(), fc.constantFrom(ITEM, [ITEM], 'tickets-export', 1, '__proto__'));
  const anything = fc.record({ schemaVersion: part, kind: part, items: part, files: part }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(anything, fc.jsonValue()), (value) => {
      try {
        readExport(JSON.stringify(value), 'x.json');
      } catch (error) {
        expect(error).toBeInstanceOf(TicketsError);
        expect(String(error)).not.toContain('\n');
      }
    }),
  );
});
