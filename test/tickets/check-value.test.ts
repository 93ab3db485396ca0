import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkAssignee,
  checkAuthor,
  checkBody,
  checkKind,
  checkLabels,
  checkPriority,
  checkSlug,
  checkTitle,
} from '../../src/tickets/check-value.ts';
import { TicketsError } from '../../src/tickets/tickets-error.ts';
import { hostileText } from '../support/hostile-text.ts';
import { thrownBy } from '../support/thrown-by.ts';

const NOT_ONE_LINE = [
  'a\nb',
  'a\rb',
  'a\tb',
  'a\0b',
  'a\u0085b',
  'a\u009bb',
  'a\u2028b',
  'a\u2029b',
  'a\ufeffb',
  'a\ud800b',
  'a\uffffb',
];

describe('a title', () => {
  test.each(['x', 'TUI: a #b', '日本語 🎉', 'e\u0301', 'a\u202eb', 'x'.repeat(400), '---', 'null'])(
    '%j is taken as it is',
    (text) => {
      expect(checkTitle(text)).toBe(text);
      expect(checkTitle(`  ${text}\n`)).toBe(text);
    },
  );

  test.each(['', '  ', '\n', ...NOT_ONE_LINE])('%j is refused', (text) => {
    expect(thrownBy(() => checkTitle(text))).toMatchObject({ code: 'invalid-value' });
  });

  test('a line break is named, because it is what people paste', () => {
    expect(() => checkTitle('a\nstatus: closed')).toThrow(/line break/);
    expect(() => checkTitle('a\u009bb')).toThrow(/control characters/);
  });
});

describe('a label and an assignee', () => {
  test.each(NOT_ONE_LINE)('%j is refused', (text) => {
    expect(thrownBy(() => checkLabels([text]))).toMatchObject({ code: 'invalid-value' });
    expect(thrownBy(() => checkAssignee(text))).toMatchObject({ code: 'invalid-value' });
  });

  test('labels come from any number of options, without doubles', () => {
    expect(checkLabels(['a, b', 'b', '', ' ,c d,', '*'])).toEqual(['a', 'b', 'c d', '*']);
    expect(checkLabels([])).toEqual([]);
  });

  test('null and nothing mean nobody', () => {
    expect(['', ' ', 'null', ' null '].map(checkAssignee)).toEqual([null, null, null, null]);
    expect([' hare ', 'Null', '~'].map(checkAssignee)).toEqual(['hare', 'Null', '~']);
  });
});

describe('a priority', () => {
  test.each(['P0', 'P1', 'P2', 'P3'])('%s', (text) => {
    expect(checkPriority(text)).toBe(text);
  });

  test.each([
    ['p1', /P1/],
    ['1', /P1/],
    ['high', /P0 .*P3/],
    ['P4', /P0 .*P3/],
    ['', /P0 .*P3/],
    ['P2\n', /P2/],
  ])('%j is refused with a hint', (text, hint) => {
    const error = thrownBy(() => checkPriority(text));
    expect(error).toMatchObject({ code: 'invalid-value', hint: expect.stringMatching(hint) });
  });
});

describe('a kind', () => {
  test.each(['task', 'bug', 'follow-up', 'a_b2'])('%s', (text) => {
    expect(checkKind(text)).toBe(text);
  });

  test.each([
    ['Bug', "did you mean 'bug'?"],
    ['Follow Up', "did you mean 'follow-up'?"],
    ['', 'task, feature, bug, audit or the like'],
    ['2x', 'task, feature, bug, audit or the like'],
    ['task\nstatus: closed', 'task, feature, bug, audit or the like'],
    ['task\n', "did you mean 'task'?"],
  ])('%j is refused', (text, hint) => {
    expect(thrownBy(() => checkKind(text))).toMatchObject({ code: 'invalid-value', hint });
  });
});

describe('a slug', () => {
  test.each([
    ['a-b', 'a-b'],
    ['A B', 'a-b'],
    ['../x', 'x'],
    ['a\nb', 'a-b'],
  ])('%j gives %s', (text, slug) => {
    expect(checkSlug(text)).toBe(slug);
  });

  test.each(['', '日本語', '../..', 'x'.repeat(101)])('%j is refused', (text) => {
    expect(thrownBy(() => checkSlug(text))).toMatchObject({ code: 'invalid-value' });
  });

  test('that is too long is told so, and how long one may be', () => {
    expect(checkSlug('s'.repeat(100))).toHaveLength(100);
    expect(thrownBy(() => checkSlug('s'.repeat(101)))).toMatchObject({
      message: 'the slug is too long: 101 characters',
      hint: 'at most 100 make a slug',
    });
  });
});

describe('an author', () => {
  test('is trimmed', () => {
    expect(checkAuthor(' yoi ticket\n', 'git')).toBe('yoi ticket');
  });

  test.each(['', 'a\nb', 'a --> b', '"a"', 'x'.repeat(65)])('%j is refused, and its source is named', (text) => {
    expect(thrownBy(() => checkAuthor(text, 'git config'))).toMatchObject({
      code: 'invalid-value',
      message: expect.stringContaining('git config'),
    });
  });
});

describe('a body', () => {
  test.each([
    ['\n \n\ttext\n\n', '\ttext'],
    ['\ufefftext', 'text'],
    ['a\r\nb\r\n', 'a\nb'],
    ['  indented\n\nmore', '  indented\n\nmore'],
    ['---\n<!-- event: x -->', '---\n<!-- event: x -->'],
    ['', ''],
    [' \n ', ''],
  ])('%j is taken as %j', (text, body) => {
    expect(checkBody(text)).toBe(body);
  });

  test('that was checked stays the same', () => {
    fc.assert(
      fc.property(
        hostileText.filter((text) => !/\0|\r\r\n/.test(text)),
        (text) => {
          const body = checkBody(text);
          expect(checkBody(body)).toBe(body);
          expect(body).not.toMatch(/\r\n|\s$/);
        },
      ),
    );
  });

  test('that is needed and missing is refused with what to do', () => {
    const error = thrownBy(() => checkBody(' \n', 'a comment'));
    expect(error).toBeInstanceOf(TicketsError);
    expect(error).toMatchObject({ code: 'empty-body', message: expect.stringContaining('a comment') });
  });

  test('with a NUL character is refused', () => {
    expect(thrownBy(() => checkBody('a\0b'))).toMatchObject({ code: 'invalid-value' });
  });

  test('with half a character is refused or made whole: no file can hold it, so that the id would not fit', () => {
    let body: string;
    try {
      body = checkBody('a\ud800b');
    } catch (error) {
      expect(error).toBeInstanceOf(TicketsError);
      return;
    }
    expect(Buffer.from(body, 'utf8').toString('utf8')).toBe(body);
  });
});
