import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { readFlowList, writeFlowList } from '../../src/format/flow-list.ts';
import { title } from '../support/title.ts';

const values = (text: string): string[] | undefined => readFlowList(text)?.items.map((item) => item.value);

describe('flow lists', () => {
  test('any labels read back, here and in YAML', () => {
    fc.assert(
      fc.property(fc.array(title, { maxLength: 4 }), (labels) => {
        const written = writeFlowList(labels);
        expect(values(written)).toEqual(labels);
        const document = parseDocument(`labels: ${written}`);
        expect(document.errors).toEqual([]);
        expect(document.toJS()).toEqual({ labels });
      }),
      { numRuns: 2000 },
    );
  });

  test('positions name the items, quotes included', () => {
    const text = `[ a,"b, c" , 'd' ] # note`;
    const list = readFlowList(text);
    expect(list?.items.map((item) => text.slice(item.start, item.end))).toEqual(['a', '"b, c"', "'d'"]);
    expect(text[list?.close ?? -1]).toBe(']');
  });

  test.each([
    ['[]', []],
    ['[ ]', []],
    ['[a, b]', ['a', 'b']],
    ['[a,b,]', ['a', 'b']],
    ['[\'a\', "b"]', ['a', 'b']],
    ["['it''s']", ["it's"]],
    ['[two words, 0123, null]', ['two words', '0123', 'null']],
    ['[日本語]', ['日本語']],
    ['[a] # x\u2028y', ['a']],
  ])('%s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test.each(['a, b', '[a', '[a] b', '[[a]]', '[{a: b}]', '["a" b]', '["a]', '[a #c]', ''])(
    '%j is no flow list',
    (text) => {
      expect(readFlowList(text)).toBeNull();
    },
  );
});
