import fc from 'fast-check';

const FRAGMENTS = [
  ...['a', 'Fix', 'null', 'true', 'yes', 'off', '~', '007', '1e3', '0x1F', '1:20', '.inf', '2026-05-30', '=', '<<'],
  ...[': ', ':', ' #', '#', '- ', '-', '? ', '?', '---', '...', '|', '>', '%', '@', '`', '&a', '*a', '!tag', '!!str'],
  ...[
    '"',
    "'",
    "''",
    '\\',
    '\\n',
    '\\x41',
    '\\"',
    '[',
    ']',
    '{',
    '}',
    ', ',
    ',',
    '$',
    '(',
    '=',
    ';',
    '^',
    '/',
    '<',
    '+',
  ],
  ...[
    '日本語',
    'か\u3099',
    'e\u0301',
    '\u0301',
    'Привет',
    '🎉',
    '👩‍👩‍👧',
    '\u202e',
    '\u2066',
    '\u00a0',
    '\u3000',
    ' ',
    '  ',
    '\u200b',
  ],
];

/** Texts of one line, made of what YAML and quoting stumble over. Not trimmed, and empty at times. */
export const hostileLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 8 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom(...FRAGMENTS), { minLength: 400, maxLength: 400 })
      .map((parts) => parts.join('')),
  },
);
