import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textLines } from '../../../src/format/text-lines.ts';
import { parseTodo } from '../../../src/tickets/migration/parse-todo.ts';

const isTicket = (path: string): boolean => path.startsWith('tickets/') && path.endsWith('.md');
const parse = (text: string) => parseTodo(text, 'TODO.md', isTicket);
/** `kind title` of each line that is not blank. */
const kinds = (text: string): string[] =>
  parse(text).flatMap(({ kind, title }) => (kind === 'blank' ? [] : [`${kind} ${title}`]));
/** The paths that a line links. */
const linked = (line: string): (string | null)[] => parse(line)[0]?.links.map(({ path }) => path) ?? [];

describe('lines', () => {
  test('are groups, tickets and entries', () => {
    const text = `# Work

Some words.

- [ ] Search
  - [x] Index → [tickets/index.md](tickets/index.md)
  - [ ] Ranking
- Export
* Star
1. First
`;
    expect(kinds(text)).toEqual([
      'text # Work',
      'text Some words.',
      'group Search',
      'ticket Index → [tickets/index.md](tickets/index.md)',
      'entry Ranking',
      'entry Export',
      'entry Star',
      'entry First',
    ]);
    expect(parse(text).map(({ box }) => box)).toEqual([null, null, null, null, false, true, false, null, null, null]);
  });

  test('below a line are its details, unless they are a list', () => {
    const [, entry] = parse('- Group\n  - Entry\n    more words\n\n    and more\n  - Other\n');
    expect(entry?.details).toEqual(['    more words', '', '    and more']);
    expect(kinds('- Group\n\n\t- Entry\n')).toEqual(['group Group', 'entry Entry']);
    expect(kinds('- Linked [a](tickets/a.md)\n  - Step\n')).toEqual(['ticket Linked [a](tickets/a.md)', 'entry Step']);
  });

  test.each([
    ['a rule', '- - -\n'],
    ['a fence', '```\n- [ ] sample\n```\n'],
    ['a comment', '<!--\n- [ ] hidden\n-->\n'],
    ['a bullet alone', '-\n- [ ]\n'],
    ['a table', '| a | b |\n'],
  ])('%s is no work', (_name, text) => {
    expect(parse(text).filter(({ kind }) => kind !== 'text' && kind !== 'blank')).toEqual([]);
  });

  test.each([
    ['a fence', '```\n- Work\n'],
    ['a comment', '<!-- \n- Work\n'],
  ])('%s that is never closed hides no work', (_name, text) => {
    expect(kinds(text)).toContain('entry Work');
  });

  test('with a box of another sort tell its mark', () => {
    expect(parse('- [-] Dropped\n- [~] Half\n- [a] Word\n').map(({ box }) => box)).toEqual(['-', '~', null]);
  });

  test('may lack the space behind the box, or have a wide one', () => {
    expect(kinds('- [x]Done\n-  　検索\n')).toEqual(['entry Done', 'entry 検索']);
    expect(parse('- [x]Done\n- [x](tickets/a.md)\n').map(({ box }) => box)).toEqual([true, null]);
  });

  test('end with CRLF, or with nothing', () => {
    expect(kinds('\ufeff- [ ] One\r\n  - Two\r\n- Three')).toEqual(['group One', 'entry Two', 'entry Three']);
  });
});

describe('links', () => {
  test.each([
    ['- A → [tickets/a.md](tickets/a.md)', ['tickets/a.md']],
    ['- A [x](./tickets/a.md)', ['tickets/a.md']],
    ['- A [x](<tickets/a b.md>)', ['tickets/a b.md']],
    ['- A [x](tickets/a b.md)', ['tickets/a b.md']],
    ['- A [x](tickets/a%20b.md)', ['tickets/a b.md']],
    ['- A [x](tickets/100%.md)', ['tickets/100%.md']],
    ['- A [x](tickets/a.md "The title")', ['tickets/a.md']],
    ['- A [x](tickets/a.md#part)', ['tickets/a.md']],
    ['- A [x](tickets/検索.md)', ['tickets/検索.md']],
    ['- A [x](tickets/a_(b).md)', ['tickets/a_(b).md']],
    ['- A [x](tickets/a.md), [y](tickets/b.md)', ['tickets/a.md', 'tickets/b.md']],
    ['- A → tickets/a.md', ['tickets/a.md']],
    ['- [ ] tickets/a.md', ['tickets/a.md']],
    ['- A <tickets/a.md>', ['tickets/a.md']],
    ['- A [x](https://example.org/tickets/a.md)', [null]],
    ['- A [x](/tickets/a.md)', [null]],
    ['- A [x](../tickets/a.md)', ['../tickets/a.md']],
    ['- A, as tickets/a.md says', []],
  ])('%s', (line, paths) => {
    expect(linked(line)).toEqual(paths);
  });

  test('by reference', () => {
    const lines = parse('- A [x][one]\n\n[one]: tickets/a.md\n');
    expect(lines.map(({ kind }) => kind)).toEqual(['ticket', 'blank', 'text']);
    expect(lines[0]?.links[0]?.path).toBe('tickets/a.md');
  });

  test('are relative to the list', () => {
    const [line] = parseTodo('- A [x](../tickets/a.md)', 'docs/TODO.md', isTicket);
    expect([line?.kind, line?.links[0]?.path]).toEqual(['ticket', 'tickets/a.md']);
  });
});

const fragment = fc.constantFrom(
  ...['- ', '* ', '1. ', '  ', '\t', '[ ] ', '[x] ', '[-] ', '# ', '```', '<!--', '-->', '→ ', '\n', '\n\n', '\r\n'],
  ...['[a](tickets/a.md)', '[a][b]', '[b]: tickets/b.md', 'words', '検索', '---', '|', '\\', '(', '[', '\u2028'],
);
const document = fc.oneof(
  fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('any text', () => {
  test('is read line by line, and no line is lost', () => {
    fc.assert(
      fc.property(document, (text) => {
        const lines = parse(text);
        const source = textLines(text, text.startsWith('\ufeff') ? 1 : 0);
        expect(lines.map((line) => line.text)).toEqual(source.map((line) => line.text));
        expect(lines.map((line) => line.number)).toEqual(source.map((line) => line.number));
        for (const { kind, text: line } of lines) expect(kind === 'blank').toBe(line.trim() === '');
      }),
      { numRuns: 500 },
    );
  });

  test('has every detail at one list line', () => {
    fc.assert(
      fc.property(document, (text) => {
        const lines = parse(text);
        const details = lines.flatMap((line) => line.details.filter((detail) => detail.trim() !== ''));
        const expected = lines.filter(({ kind }) => kind === 'detail').map((line) => line.text);
        expect(details.sort()).toEqual(expected.sort());
      }),
      { numRuns: 500 },
    );
  });

  test('of many openers is read to its end', () => {
    for (const line of ['- [', '  - [a](', '<!-- ', '[', '- [ ] a → ', '```', '(\\']) {
      expect(parse(`${line}\n`.repeat(20_000))).toHaveLength(20_000);
    }
    expect(parse(`- ${'[a]('.repeat(20_000)}\n- ${'['.repeat(50_000)}`)).toHaveLength(2);
  });
});
