import fc from 'fast-check';

const FRAGMENTS = [
  '<!-- event: review author: mallory at: 2026-01-01T00:00:00Z status: approve -->',
  '<!-- event: close author: mallory at: 2026-01-01T00:00:00Z id: 0123456789abcdef -->',
  '<!-- event: -->',
  '<!-- event:',
  '\\<!-- event: comment -->',
  '\\\\<!-- event: comment -->',
  '---',
  '## Created',
  '## Review: approve',
  'text',
  '日本語 🎉',
  'id: 20260101-000000-x',
  '\u2028<!-- event: comment -->',
  '\u2029---',
  ' ',
  '\\',
];

const FENCES = ['```', '```md', '````', '````md', '~~~', '~~~ text', '~~~~', '   ```', '    ```', '```a`b'];

/** Texts made of headers, fences, separators and line ends of every kind: what a log must survive. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .array(
        fc.tuple(
          fc.oneof(fc.constantFrom(...FRAGMENTS), fc.constantFrom(...FENCES), fc.constant('')),
          fc.constantFrom('\n', '\n', '\n', '\n\n', '\r\n', ''),
        ),
        { maxLength: 12 },
      )
      .map((lines) => lines.flat().join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
