import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LARGEST_FRONT_MATTER, parseFrontMatter } from '../../src/format/front-matter.ts';
import { type FrontMatterSample, frontMatterSample } from '../support/front-matter-sample.ts';
import { hostileText } from '../support/hostile-text.ts';

const codes = (text: string): string[] => parseFrontMatter(text).problems.map((problem) => problem.code);
const keys = (text: string): string[] => parseFrontMatter(text).fields.map((field) => field.key);

/** The positions of the fields, put together again, are the text. */
function expectExactPositions(text: string): void {
  const frontMatter = parseFrontMatter(text);
  let at = 0;
  let again = '';
  for (const field of frontMatter.fields) {
    expect(field.start).toBeGreaterThanOrEqual(at);
    expect(field.valueStart).toBeGreaterThan(field.start);
    expect(field.end).toBeGreaterThanOrEqual(field.valueStart + field.rest.length);
    // A line number is that of the start.
    expect(text.slice(0, field.start).split('\n')).toHaveLength(field.line);
    const tail = text.slice(field.valueStart + field.rest.length, field.end);
    again += text.slice(at, field.start) + text.slice(field.start, field.valueStart) + field.rest + tail;
    at = field.end;
  }
  expect(frontMatter.closerStart).toBeGreaterThanOrEqual(at);
  expect(frontMatter.bodyStart).toBeGreaterThanOrEqual(frontMatter.closerStart);
  again += text.slice(at, frontMatter.closerStart) + text.slice(frontMatter.closerStart);
  expect(again).toBe(text);
  if (frontMatter.state === 'closed') {
    expect(text.slice(frontMatter.closerStart, frontMatter.bodyStart)).toMatch(/^---(?:\r?\n)?$/);
  }
}

describe('positions', () => {
  test('of every front matter name its own text', () => {
    fc.assert(
      fc.property(frontMatterSample, ({ text, fields, body }: FrontMatterSample) => {
        expectExactPositions(text);
        const frontMatter = parseFrontMatter(text);
        expect(frontMatter.state).toBe('closed');
        expect(frontMatter.fields.map((field) => field.key)).toEqual(fields.map((field) => field.key));
        expect(frontMatter.fields.map((field) => text.slice(field.start, field.end))).toEqual(
          fields.map((field) => field.text),
        );
        expect(text.slice(frontMatter.bodyStart)).toBe(body);
      }),
      { numRuns: 1000 },
    );
  });

  test('of any text at all', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '---\n', '\ufeff---\r\n'),
        fc.array(fc.constantFrom('key: value', '"k": v', ' - a', '- a', '# c', '', 'no field', ':', '日本: x', ' '), {
          maxLength: 8,
        }),
        fc.constantFrom('\n', '\r\n'),
        hostileText,
        (opener, lines, eol, rest) => expectExactPositions(`${opener}${lines.join(eol)}${eol}${rest}`),
      ),
      { numRuns: 1000 },
    );
  });
});

describe('where the front matter ends', () => {
  test('at the first line that is exactly ---; later ones are the body', () => {
    const text = '---\na: 1\n--- \n----\n ---\n---\n\n---\nb: 2\n---\n';
    expect(keys(text)).toEqual(['a']);
    expect(text.slice(parseFrontMatter(text).bodyStart)).toBe('\n---\nb: 2\n---\n');
  });

  test('with CRLF, with a BOM, without a final newline', () => {
    expect(keys('\ufeff---\r\na: 1\r\n---\r\nbody')).toEqual(['a']);
    expect(parseFrontMatter('\ufeff---\r\na: 1\r\n---').state).toBe('closed');
    expect(parseFrontMatter('\ufeff---\r\na: 1\r\n---').fields[0]?.rest).toBe('1');
  });

  test('U+2028 ends no line', () => {
    expect(keys('---\na: 1\u2028---\u2028b: 2\n---\n')).toEqual(['a']);
  });

  test.each(['', 'a: 1\n---\n', ' ---\na: 1\n---\n', '---js\n---\n', '--- \n---\n', '\n---\n---\n'])(
    '%j has none',
    (text) => {
      expect(parseFrontMatter(text)).toMatchObject({ state: 'unopened', fields: [], bodyStart: 0 });
      expect(codes(text)).toEqual(['front-matter/no-opener']);
    },
  );

  test('without a closer, the leading fields are read and the body is not', () => {
    const text = '---\nid: x\nlabels:\n  - a\ntitle: a: b\n\nNote: this is the body.\n';
    expect(parseFrontMatter(text).state).toBe('unclosed');
    expect(codes(text)).toEqual(['front-matter/no-closer']);
    expect(keys(text)).toEqual(['id', 'labels', 'title']);
    expect(text.slice(parseFrontMatter(text).bodyStart)).toBe('\nNote: this is the body.\n');
  });

  test('a heading ends unclosed fields, a comment that is no heading does not', () => {
    expect(keys('---\nid: x\n#comment\na: 1\n# Title\nb: 2\n')).toEqual(['id', 'a']);
    expect(keys('---\nid: x\n## Background\nb: 2\n')).toEqual(['id']);
  });

  test('one that is too large is not read to its end', () => {
    const lines = (size: number): string => `---\nid: x\npad: ${'p'.repeat(size)}\n---\n`;
    const text = lines(LARGEST_FRONT_MATTER);
    expect(parseFrontMatter(text).state).toBe('too-large');
    expect(codes(text)).toEqual(['front-matter/too-large']);
    expect(keys(text)).toContain('id');
    expect(parseFrontMatter(lines(LARGEST_FRONT_MATTER - 100)).state).toBe('closed');
    expect(parseFrontMatter(`${lines(10)}${'b'.repeat(LARGEST_FRONT_MATTER)}`).state).toBe('closed');
  });

  test('one that is too large has no field that reaches beyond the limit, so that YAML never sees more', () => {
    const text = `---\nid: x\nlabels:\n  [${'a, '.repeat(LARGEST_FRONT_MATTER)}a]\n---\n`;
    const { state, fields } = parseFrontMatter(text);
    expect(state).toBe('too-large');
    for (const field of fields) expect(field.end).toBeLessThanOrEqual(LARGEST_FRONT_MATTER);
  });

  test('a longer line that the size limit cuts to --- closes nothing', () => {
    const head = '---\nid: x\npad: ';
    const pad = 'p'.repeat(LARGEST_FRONT_MATTER - head.length - '\n---'.length);
    const text = `${head}${pad}\n---not a closer\nb: 2\n---\n`;
    expect(text.slice(0, LARGEST_FRONT_MATTER).endsWith('\n---')).toBe(true);
    expect(parseFrontMatter(text).state).toBe('too-large');
  });
});

describe('lines', () => {
  test('quoted, non-ASCII and dotted keys', () => {
    expect(keys('---\n"a b": 1\n\'c\': 2\n優先度: 3\nx.y-z_1 : 4\n---\n')).toEqual(['a b', 'c', '優先度', 'x.y-z_1']);
  });

  test('only the first colon counts', () => {
    const [field] = parseFrontMatter('---\ntitle: TUI: a: b\n---\n').fields;
    expect(field).toMatchObject({ key: 'title', rest: 'TUI: a: b', line: 2 });
  });

  test('a block list and a nested map belong to their key, blank lines after them do not', () => {
    const text = '---\na:\n- x\n- y\n\nb:\n  c: 1\n\n  d: 2\n\n---\n';
    const { fields, problems } = parseFrontMatter(text);
    expect(fields.map((field) => text.slice(field.start, field.end))).toEqual([
      'a:\n- x\n- y\n',
      'b:\n  c: 1\n\n  d: 2\n',
    ]);
    expect(problems).toEqual([]);
  });

  test('what is wrong is reported with its line', () => {
    const text = '---\nid: x\nkind:task\nid: y\nno field\n- item\n# comment\n---\n';
    expect(parseFrontMatter(text).problems.map(({ code, line }) => [code, line])).toEqual([
      ['front-matter/no-space-after-key', 3],
      ['front-matter/duplicate-key', 4],
      ['front-matter/not-a-field', 5],
      ['front-matter/not-a-field', 6],
    ]);
  });
});
