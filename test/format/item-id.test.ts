import { expect, test } from 'vitest';
import { isItemId, makeItemId, slugOfItemId } from '../../src/format/item-id.ts';

test.each([
  '20260530-053259-x',
  '20260527-000001-auto-maintain-workflow',
  '20260530-053259-0',
  '20260530-053259-a--b-2',
])('%s is an id', (id) => {
  expect(isItemId(id)).toBe(true);
  expect(slugOfItemId(id)).toBe(id.slice(16));
});

test.each([
  '',
  '20260530-053259',
  '20260530-053259-',
  '20260530-053259--x',
  '20260530-053259-X',
  '20260530-053259-é',
  '2026053-053259-x',
  '20260530-05325-x',
  '20260530-053259-x/y',
  '../20260530-053259-x',
  '20260530-053259-..',
  '20260530-053259-x\n',
  '20260530-053259-x ',
  `20260530-053259-${'x'.repeat(240)}`,
  '２０260530-053259-x',
])('%j is no id', (id) => {
  expect(isItemId(id)).toBe(false);
  expect(slugOfItemId(id)).toBeNull();
});

test('the longest id is as long as a file name may be', () => {
  expect(isItemId(`20260530-053259-${'x'.repeat(239)}`)).toBe(true);
});

test('a new id has the moment in UTC', () => {
  expect(makeItemId(new Date('2026-05-30T23:32:59.999+02:00'), 'slug-x')).toBe('20260530-213259-slug-x');
});
