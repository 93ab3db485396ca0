import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findEntries, parseTree } from '../../src/git/tree-object.ts';

const ID = Buffer.from('0123456789abcdef0123456789abcdef01234567', 'hex');
const entry = (mode: string, name: string): Buffer => Buffer.concat([Buffer.from(`${mode} ${name}\0`), ID]);
const name = fc.oneof(
  fc.stringMatching(/^2026053\d-\d{6}-[a-c]{1,3}$/),
  fc.constantFrom('a', 'open', 'ä-ö', '20260530-053259-x'),
);
const mode = fc.constantFrom('40000', '100644', '120000', '160000');

it('finds of a tree what reading all of it finds', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(mode, name)), fc.array(name), (entries, others) => {
      const tree = { bytes: Buffer.concat(entries.map(([kind, of]) => entry(kind, of))), idBytes: 20 };
      const wanted = new Set([...others, ...entries.flatMap(([, of], index) => (index % 2 ? [of] : []))]);
      expect(findEntries(tree, wanted)).toEqual(parseTree(tree).filter((found) => wanted.has(found.name)));
    }),
  );
});

it('a tree that breaks off is told', () => {
  const bytes = Buffer.concat([entry('40000', 'open'), entry('100644', 'x')]);
  for (const length of [3, 10, 30, bytes.length - 1]) {
    const tree = { bytes: bytes.subarray(0, length), idBytes: 20 };
    expect(() => parseTree(tree)).toThrow('a tree breaks off');
    expect(() => findEntries(tree, new Set(['open', 'x']))).toThrow('a tree breaks off');
  }
});
