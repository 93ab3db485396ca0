import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeItemId } from '../../src/format/item-id.ts';
import { LONGEST_SLUG } from '../../src/format/slug.ts';
import { disk } from '../../src/store/disk.ts';
import { EDITED_SLUGS } from '../../src/store/edited-slugs.ts';
import { takenSlugs, takenSlugsLike } from '../../src/store/taken-slugs.ts';
import { createItem, slugStem } from '../../src/tickets/create-item.ts';
import { failingDisk } from '../support/failing-disk.ts';
import { onDisk } from '../support/on-disk.ts';
import { operationContext } from '../support/operation-context.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { writeItem } from '../support/write-item.ts';

/** More items than are asked one by one. */
const MANY = 201;

function largeTree() {
  const { root } = temporaryProject();
  for (let index = 0; index < MANY; index += 1) {
    mkdirSync(join(root, 'closed', makeItemId(new Date(1e12 + index * 1000), `number-${index}`)));
  }
  return root;
}

const beginning = (taken: Map<string, string>, stem: string) =>
  [...taken].filter(([slug]) => slug.startsWith(stem)).sort();
const like = (root: string, stem: string, exceptId?: string) => beginning(takenSlugsLike(root, stem, exceptId), stem);
const all = (root: string, stem: string, exceptId?: string) => beginning(takenSlugs(root, exceptId), stem);

describe('the taken slugs that begin with a stem', () => {
  it('are those of all, whatever stands where items do', () => {
    const root = largeTree();
    for (const name of ['number-9-file', '20260530-053259-number-file']) writeFileSync(join(root, 'open', name), '');
    for (const name of [
      'number-odd',
      '.number-hidden',
      '20260530-053259-number-9-twice',
      '20260530-053300-number-9-twice',
    ])
      mkdirSync(join(root, 'open', name));
    symlinkSync('number-odd', join(root, 'open', 'number-link'));
    for (const stem of ['number-9', 'number', 'number-odd', 'n', '2026', 'none']) {
      expect(like(root, stem)).toEqual(all(root, stem));
    }
    expect(takenSlugsLike(root, 'number-9').get('number-9-twice')).toBe('20260530-053300-number-9-twice');
    const id = '20260530-053300-number-9-twice';
    expect(like(root, 'number-9', id)).toEqual(all(root, 'number-9', id));
    expect(like(root, 'number').length).toBe(MANY + 2);
  });

  it('are not known where a directory cannot be read', async () => {
    const root = largeTree();
    mkdirSync(join(root, 'open', '20260530-053259-number-open'));
    const inOpen = (path: unknown) => path === join(root, 'open');
    await onDisk(program, failingDisk(disk, 'readNames', 'EACCES', inOpen), () => {
      expect(() => like(root, 'number')).toThrow('cannot read');
    });
    await onDisk(program, failingDisk(disk, 'readdir', 'EACCES', inOpen), () => {
      expect(() => all(root, 'number')).toThrow('open cannot be read (EACCES)');
    });
    await onDisk(program, failingDisk(disk, 'readNames', 'ENOENT', inOpen), () => {
      expect(like(root, 'number')).toHaveLength(MANY);
    });
    expect(like(root, 'number')).toHaveLength(MANY + 1);
    const readNames = (): string[] => {
      throw new RangeError('a fault');
    };
    await onDisk(program, { ...disk, readNames }, () => expect(() => like(root, 'number')).toThrow(RangeError));
  });

  it('hold one that stands in item.md alone', () => {
    const root = largeTree();
    const id = '20260530-053259-first';
    writeItem(root, { id, fields: { slug: 'renamed' } });
    writeFileSync(join(root, EDITED_SLUGS), '');
    expect(takenSlugsLike(root, 'rena').get('renamed')).toBe(id);
    expect(takenSlugsLike(root, 'rena', id).has('renamed')).toBe(false);
  });
});

it('the stem of a new item fits every slug that it can get', () => {
  const slug = fc
    .stringMatching(/^[a-z0-9][a-z0-9-]*$/, { maxLength: LONGEST_SLUG })
    .map((text) => text.replace(/-+$/, ''))
    .filter((text) => text !== '');
  fc.assert(
    fc.property(slug, fc.integer({ min: 0, max: 30 }), (derivedSlug, count) => {
      const taken = new Map<string, string>();
      const wanted = { slug: null, derivedSlug };
      for (let index = 0; index <= count; index += 1) {
        const { result } = createItem(taken, { title: 'T', ...wanted }, operationContext('2026-05-30T05:32:59Z'));
        expect(result.slug.startsWith(slugStem(wanted))).toBe(true);
        expect(taken.has(result.slug)).toBe(false);
        taken.set(result.slug, result.id);
      }
    }),
  );
  expect(slugStem({ slug: 'chosen', derivedSlug: 'other' })).toBe('chosen');
});
