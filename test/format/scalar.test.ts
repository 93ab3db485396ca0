import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isScalar, parseDocument } from 'yaml';
import { readText } from '../../src/format/field-value.ts';
import { findField, parseFrontMatter } from '../../src/format/front-matter.ts';
import { type QuoteStyle, readScalar, writeScalar } from '../../src/format/scalar.ts';
import { hostileLine } from '../support/hostile-line.ts';
import { title } from '../support/title.ts';

/** The value of `key`, read by us from a whole front matter. */
function ours(line: string, key: string): string | undefined {
  const frontMatter = parseFrontMatter(`---\n${line}\n---\n`);
  const field = findField(frontMatter, key);
  return field && readText(frontMatter, field, { keepHash: key === 'title' });
}

/** What a reader of `key: rest-of-line` sees that knows quotes and nothing else. */
function plainReader(line: string): string {
  const rest = line.slice(line.indexOf(': ') + 2);
  if (rest.startsWith("'")) return rest.slice(1, -1).replaceAll("''", "'");
  if (rest.startsWith('"')) return rest.slice(1, -1).replace(/\\(["\\])/g, '$1');
  return rest;
}

const STYLES: QuoteStyle[] = ['plain', 'single', 'double'];

describe('a title that was written', () => {
  test.each(STYLES)('reads back in every reader (%s)', (style) => {
    fc.assert(
      fc.property(title, (value) => {
        const line = `title: ${writeScalar(value, style)}`;
        expect(line).not.toMatch(/[\n\r]/);
        expect(ours(line, 'title')).toBe(value);
        expect(plainReader(line)).toBe(value);
        for (const version of ['1.2', '1.1'] as const) {
          const document = parseDocument(line, { version });
          expect(document.errors).toEqual([]);
          expect(document.warnings).toEqual([]);
          expect(document.get('title')).toBe(value);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['Plain words', 'Plain words'],
    ['日本語のタイトル', '日本語のタイトル'],
    ['Fix: the rest', '"Fix: the rest"'],
    ['ends with:', '"ends with:"'],
    ['Fix #12', '"Fix #12"'],
    ['C# and a:b', 'C# and a:b'],
    ['- item', '"- item"'],
    ['null', '"null"'],
    ['2026-05-30', '"2026-05-30"'],
    ['0123', '"0123"'],
    ['yes', '"yes"'],
    ['0x1F', '"0x1F"'],
    ['+1', '"+1"'],
    // A number to YAML 1.1, which knows signs before every base.
    ['+0x1F', '"+0x1F"'],
    ['+0b1', '"+0b1"'],
    ['it\'s: "x"', '"it\'s: \\"x\\""'],
    ['say: "x"', '\'say: "x"\''],
    ['a\\b', 'a\\b'],
    ['', '""'],
  ])('%j is written as %s', (value, written) => {
    expect(writeScalar(value)).toBe(written);
  });

  test('keeps the quotes that it is asked to keep', () => {
    expect(writeScalar("it's", 'single')).toBe("'it''s'");
    expect(writeScalar('plain', 'double')).toBe('"plain"');
  });
});

describe('a line that a person wrote', () => {
  const escapes = fc.constantFrom('\\x41', '\\u3042', '\\U0001F389', '\\t', '\\/', '\\q', '\\N', '\\ ', '\\e', '\\');
  const inQuotes = fc.tuple(fc.constantFrom('"', "'"), fc.array(fc.oneof(hostileLine, escapes), { maxLength: 4 }));
  const rest = fc.oneof(
    hostileLine,
    inQuotes.map(([quote, parts]) => `${quote}${parts.join('')}${quote}`),
    fc.tuple(inQuotes, hostileLine).map(([[quote, parts], after]) => `${quote}${parts.join('')}${quote} #${after}`),
  );

  test('reads as in YAML, where it is valid YAML with a string', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        rest.filter((text) => !/[\n\r]/.test(text)),
        (text) => {
          const line = `key: ${text}`;
          const document = parseDocument(line);
          const node: unknown = document.get('key', true);
          if (document.errors.length > 0 || document.warnings.length > 0 || !isScalar(node)) return;
          // Anchors and tags are YAML for programs: to us they are characters.
          if (node.anchor !== undefined || node.tag !== undefined) return;
          if (typeof node.value !== 'string' || !/^(?:PLAIN|QUOTE_SINGLE|QUOTE_DOUBLE)$/.test(node.type ?? '')) return;
          // The library takes `"\\"` and `'''` for closed, which YAML does not.
          if (node.type === 'QUOTE_DOUBLE' && !/^"(?:[^"\\]|\\.)*"/.test(text)) return;
          if (node.type === 'QUOTE_SINGLE' && !/^'(?:[^']|'')*'(?!')/.test(text)) return;
          compared += 1;
          expect(ours(line, 'key')).toBe(node.value);
        },
      ),
      { numRuns: 5000 },
    );
    expect(compared).toBeGreaterThan(1000);
  });

  test('a bare title keeps its ` #`, which is a comment elsewhere', () => {
    expect(ours('title: Fix #12 now', 'title')).toBe('Fix #12 now');
    expect(ours('assignee: hare # for now', 'assignee')).toBe('hare');
    expect(ours('title: "Fix" # note', 'title')).toBe('Fix');
  });

  test.each([
    ['TUI picker: live pending Pod', 'TUI picker: live pending Pod'],
    ['"never closed', '"never closed'],
    ['"closed" and more', '"closed" and more'],
    ["it's", "it's"],
    ["'it''s'", "it's"],
    ['"a \\"b\\" \\\\ c"', 'a "b" \\ c'],
    ['trailing   \t', 'trailing'],
    ['"quoted" # a\u2028b', 'quoted'],
    ["'quoted' # a\u2029b", 'quoted'],
    ['\u009bC1', '\u009bC1'],
  ])('%j reads as %j', (text, value) => {
    expect(readScalar(text).value).toBe(value);
  });

  test('`yaml` tells whether a YAML reader takes the same text for the same string', () => {
    expect(readScalar('word').yaml).toBe(true);
    expect(readScalar('a: b').yaml).toBe(false);
    expect(readScalar('true').yaml).toBe(false);
    expect(readScalar('C1 \u009b').yaml).toBe(false);
    expect(readScalar('"\\q"').yaml).toBe(false);
    expect(readScalar('"\\x41"')).toMatchObject({ yaml: true, value: 'A' });
    // A false yes would hide a line that other readers cannot read.
    fc.assert(
      fc.property(
        rest.filter((text) => !/[\n\r]/.test(text) && text.trim() === text),
        (text) => {
          const scalar = readScalar(text, { keepHash: true });
          if (!scalar.yaml) return;
          const document = parseDocument(`key: ${text}`);
          expect(document.errors).toEqual([]);
          expect(document.get('key')).toBe(scalar.value);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
