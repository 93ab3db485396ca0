import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOwnFile, markedBlock, withBlock, withoutBlock } from '../../src/tickets/marked-block.ts';

const text = fc
  .array(fc.constantFrom('*.png binary', '# a comment', '', '#!/bin/sh', 'exec other "$@"'), { maxLength: 4 })
  .chain((lines) => fc.constantFrom('\n', '\r\n').map((eol) => lines.join(eol)))
  .chain((lines) => fc.constantFrom('', '\n').map((end) => lines + end));
const where = fc.constantFrom('end' as const, 'below the first line' as const);

it('put in and taken out leaves every byte as it was', () => {
  fc.assert(
    fc.property(text, where, (before, place) => {
      const after = withBlock(before, ['a', 'b'], { where: place });
      expect(markedBlock(after)).toEqual(['a', 'b']);
      expect(withoutBlock(after)).toBe(before);
    }),
  );
});

it('put in twice is put in once, and other lines take the place of old ones', () => {
  fc.assert(
    fc.property(text, where, (before, place) => {
      const once = withBlock(before, ['a'], { where: place });
      expect(withBlock(once, ['a'], { where: place })).toBe(once);
      expect(withBlock(once, ['b', 'c'], { where: place })).toBe(withBlock(before, ['b', 'c'], { where: place }));
    }),
  );
});

it('a text without it has none', () => {
  expect(markedBlock('a\n')).toBe(null);
  expect(withoutBlock('a\n')).toBe('a\n');
});

describe('what others write', () => {
  const block = withBlock('', ['a']);

  it('stays where the end of a block is lost', () => {
    const torn = `${block.replace('# tickets setup: end\n', '')}*.png binary\n`;
    expect(markedBlock(torn)).toBe(null);
    const again = withBlock(torn, ['b']);
    expect(again.startsWith(torn)).toBe(true);
    expect(withoutBlock(again)).toBe(torn);
  });

  it('stays between two blocks, as a merge may bring them, of which one is left', () => {
    const two = `${block}*.png binary\n${block}*.jpg binary\n`;
    expect(markedBlock(two)).toEqual(['a', 'a']);
    expect(withBlock(two, ['b'])).toBe(`${withBlock('', ['b'])}*.png binary\n*.jpg binary\n`);
    expect(withoutBlock(two)).toBe('*.png binary\n*.jpg binary\n');
  });

  it('stays a line of its own below a block that was put below a line without an end', () => {
    expect(withoutBlock(`${withBlock('*.png binary', ['a'])}*.jpg binary\n`)).toBe('*.png binary\n*.jpg binary\n');
  });
});

it('a file that was made for it says so', () => {
  expect(isOwnFile(withBlock('', ['a'], { isOwn: true }))).toBe(true);
  expect(isOwnFile(withBlock('', ['a']))).toBe(false);
  expect(withoutBlock(withBlock(withBlock('', ['a'], { isOwn: true }), ['b']))).toBe('');
});
