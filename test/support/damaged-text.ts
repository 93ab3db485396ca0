import fc from 'fast-check';

/** What people, merges and programs leave in a text: by its look, by its place, or by its bytes. */
const FRAGMENTS = [
  ...[
    '\r\n',
    '\r',
    '\n',
    '\n\n',
    '\0',
    '\t',
    ' ',
    '\ufeff',
    '\u202e',
    '\u200b',
    '\u2028',
    '\u0085',
    'Ã©',
    'é',
    '日本',
    '🎉',
  ],
  ...[
    '---',
    '\n---\n',
    '```',
    '\n~~~\n',
    '## Closed',
    '<<<<<<< HEAD\n',
    '\n>>>>>>> fix',
    '=======\n',
    '-->',
    '<!--',
    '<',
  ],
  ...['<!-- event: comment author: ann at: 2026-06-01T10:00:00Z -->', '<!-- event: ', ' <!-- Event: plan by: ann -->'],
  ...[
    ': ',
    ':',
    ' #',
    '#',
    '"',
    "'",
    '[',
    ']',
    '[a, b]',
    '{',
    '&a',
    '*a',
    '!t',
    '|',
    '>',
    '- ',
    '\n  ',
    '@',
    '`',
    '%',
    '\\',
  ],
  ...['null', 'NULL', '~', 'true', 'No', '0123', '1e3', '2026-06-01', 'P9', 'P1', 'open', 'closed', 'tsak', 'x'],
  ...[
    '2026-02-30T00:00:00Z',
    '2026-06-01T24:00:00Z',
    '2062-01-01T00:00:00Z',
    '2026-06-01T08:59:59Z',
    '2026-06-01T09:00:00Z',
  ],
  ...['\ntitle: x\n', '\nfoo: bar\n', 'status: closed\n', 'author: bob ', 'at: ', 'id: 0123456789abcdef ', 'event: '],
];

/** A change of a text at a random place: the place is a share of its length, or of its lines. */
const change: fc.Arbitrary<(text: string) => string> = fc
  .tuple(
    fc.constantFrom(
      'insert',
      'delete',
      'cut',
      'drop-line',
      'double-line',
      'value',
      'word',
      'time',
      'end-line',
    ) as fc.Arbitrary<string>,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom(...FRAGMENTS),
    fc.nat(12),
  )
  .map(([kind, share, fragment, count]) => (text: string) => {
    const at = Math.floor(share * text.length);
    const lines = text.split('\n');
    const index = Math.min(lines.length - 1, Math.floor(share * lines.length));
    const line = lines[index] ?? '';
    switch (kind) {
      case 'insert':
        return text.slice(0, at) + fragment + text.slice(at);
      case 'delete':
        return text.slice(0, at) + text.slice(at + 1 + count);
      case 'cut':
        return text.slice(0, at);
      case 'drop-line':
        return lines.toSpliced(index, 1).join('\n');
      case 'double-line':
        return lines.toSpliced(index, 0, line).join('\n');
      case 'value':
        return lines
          .with(
            index,
            line.replace(/:.*/s, () => `: ${fragment}`),
          )
          .join('\n');
      case 'word':
        return lines
          .with(
            index,
            line
              .split(' ')
              .with(-1 - (count % line.split(' ').length), fragment)
              .join(' '),
          )
          .join('\n');
      case 'time': {
        let left = Math.floor(share * (text.match(/:\d\dZ/g)?.length ?? 0));
        return text.replace(/:\d\dZ/g, (seconds) => (left-- === 0 ? `:${String(count).padStart(2, '0')}Z` : seconds));
      }
      default:
        return lines.with(index, line + fragment).join('\n');
    }
  });

/** Damage: none, or one to three changes. */
export const damage: fc.Arbitrary<(text: string) => string> = fc
  .array(change, { maxLength: 3 })
  .map((changes) => (text: string) => changes.reduce((damaged, apply) => apply(damaged), text));
