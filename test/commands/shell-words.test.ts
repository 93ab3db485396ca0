import { expect, it } from 'vitest';
import { shellWords } from '../../src/commands/shell-words.ts';

it.each([
  ['', ['']],
  ['tickets show ', ['tickets', 'show', '']],
  ['tickets  show\tx', ['tickets', 'show', 'x']],
  ['show "two wo', ['show', 'two wo']],
  ["show 'two wo", ['show', 'two wo']],
  ['show two\\ wo', ['show', 'two wo']],
  ['show "', ['show', '']],
  ['show "" x', ['show', '', 'x']],
  ['--label="a:b"c\'d e\'', ['--label=a:bcd e']],
  ['"a\\"b\\x" \'a\\b\'', ['a"b\\x', 'a\\b']],
  ['a\\', ['a']],
  ['"a\\', ['a\\']],
  ['$(touch x) `y`', ['$(touch', 'x)', '`y`']],
])('%j is %j', (line, words) => {
  expect(shellWords(line)).toEqual(words);
});
