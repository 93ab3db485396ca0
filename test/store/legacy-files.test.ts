import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeLegacyFiles } from '../../src/store/remove-legacy-files.ts';
import { unlikeWritten } from '../../src/store/unlike-written.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { thrownBy } from '../support/thrown-by.ts';
import { treeOf } from '../support/tree-of.ts';

const fileOf = (path: string, text: string) => ({ path, bytes: Buffer.from(text), text, validUtf8: true });

test('files that changed are not removed', () => {
  const { path, write } = temporaryProject();
  write('tickets/a.md', 'a');
  write('tickets/b.md', 'b, changed');
  const error = thrownBy(() =>
    removeLegacyFiles(path, 'tickets', [fileOf('tickets/a.md', 'a'), fileOf('tickets/b.md', 'b')]),
  );
  expect(error).toMatchObject({ code: 'conflict', message: 'tickets/b.md changed while it was migrated' });
  expect(existsSync(join(path, 'tickets/b.md'))).toBe(true);
});

test('the directory goes with the last of them, and stays with anything else', () => {
  const { path, write } = temporaryProject();
  write('tickets/a.md', 'a');
  removeLegacyFiles(path, 'tickets', [fileOf('tickets/a.md', 'a'), fileOf('tickets/gone.md', 'a')]);
  expect(existsSync(join(path, 'tickets'))).toBe(false);
  write('tickets/a.md', 'a');
  write('tickets/b.png', 'b');
  removeLegacyFiles(path, 'tickets', [fileOf('tickets/a.md', 'a')]);
  expect(Object.keys(treeOf(join(path, 'tickets')))).toEqual(['b.png']);
});

test('a file that reads back otherwise is named', () => {
  const { root, write } = temporaryProject();
  write('work-items/open/x/item.md', 'item');
  const place = { status: 'open' as const, id: 'x' };
  expect(unlikeWritten(root, place, { 'item.md': 'item' })).toEqual([]);
  const files = { 'item.md': 'other', 'thread.md': '' };
  expect(unlikeWritten(root, place, files)).toEqual(['item.md', 'thread.md']);
});
