import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventLines } from '../../src/format/event-lines.ts';
import { headerLines } from '../../src/format/header-lines.ts';
import { textLines } from '../../src/format/text-lines.ts';
import { hostileText } from '../support/hostile-text.ts';

const HEADER = '<!-- event: comment author: ann at: 2026-06-01T10:00:00Z -->';

test('are the same whether or not a fence makes every line count', () => {
  const piece = fc.constantFrom(
    HEADER,
    `${HEADER} `,
    `x${HEADER}`,
    '<!-- event: x',
    '\n',
    '\r\n',
    '\r',
    '\u2028',
    'text',
    '',
  );
  const texts = fc.oneof(
    hostileText,
    fc.array(piece).map((pieces) => pieces.join('')),
    fc.array(piece).map((pieces) => `\ufeff${pieces.join('\n')}`),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const lines = textLines(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
      const found = eventLines(lines.map((line) => line.text));
      expect(headerLines(text)).toEqual(found.map((index) => lines[index]));
    }),
    { numRuns: 3000 },
  );
});
