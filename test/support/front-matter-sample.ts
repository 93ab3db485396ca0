import fc from 'fast-check';

export interface FrontMatterSample {
  text: string;
  eol: '\n' | '\r\n';
  /** The fields in order, each with its lines and what follows its value on the key's line. */
  fields: { key: string; text: string; oneLine: boolean; comment: string }[];
  body: string;
}

const VALUES = [
  ...['open', 'two words', '"quoted"', "'single ''quoted'''", '"esc \\" \\\\"', 'a: b: c', 'null', '', '~', '0123'],
  ...['2026-05-30T05:32:59Z', '[a, b]', '[ "a" ,b ]', '[]', '"unclosed', '日本語: タイトル', '&x *y', 'C1 \u009b'],
];

const BLOCKS = [
  ['  - a', '  - b'],
  ['- a', '- "b c"'],
  ['  nested: 1', '  more: 2'],
  ['  folded', '', '  text'],
];

const KEYS = [
  'id',
  'slug',
  'title',
  'status',
  'labels',
  'assignee',
  'workflow_state',
  'risk.flags',
  '優先度',
  '__proto__',
];

const field = fc.record({
  space: fc.constantFrom(' ', ' ', '  ', '\t'),
  colon: fc.constantFrom(':', ':', ' :'),
  quoteKey: fc.constantFrom('', '', '', '"', "'"),
  value: fc.constantFrom(...VALUES),
  comment: fc.constantFrom('', '', '', ' # note', '   '),
  block: fc.option(fc.constantFrom(...BLOCKS), { freq: 4 }),
  above: fc.constantFrom('', '', '', '# a comment line'),
});

/** Closed front matters of every shape that people and programs write. */
export const frontMatterSample: fc.Arbitrary<FrontMatterSample> = fc
  .record({
    keys: fc.shuffledSubarray(KEYS, { minLength: 1 }),
    fields: fc.array(field, { minLength: KEYS.length, maxLength: KEYS.length }),
    eol: fc.constantFrom('\n' as const, '\r\n' as const),
    bom: fc.constantFrom('', '\ufeff'),
    body: fc.constantFrom('', '\nText.\n', '\n---\nid: y\nstatus: closed\n---\n', '\n```\n---\n```'),
  })
  .map(({ keys, fields: shapes, eol, bom, body: bodyText }) => {
    const body = bodyText.replaceAll('\n', eol);
    const fields = keys.map((key, index) => {
      const shape = shapes[index] as (typeof shapes)[number];
      const quote = /^[\w.]+$/.test(key) ? shape.quoteKey : '';
      // A value that a comment can follow: to an unclosed quote it is text.
      const comment = shape.block || key === 'title' || shape.value.startsWith('"unclosed') ? '' : shape.comment;
      const rest = shape.block ? '' : `${shape.space}${shape.value}${comment}`;
      const lines = [`${quote}${key}${quote}${shape.colon}${rest}`, ...(shape.block ?? [])];
      const above = shape.above === '' ? '' : `${shape.above}${eol}`;
      return { key, above, text: lines.map((line) => line + eol).join(''), oneLine: !shape.block, comment };
    });
    const text = `${bom}---${eol}${fields.map((entry) => entry.above + entry.text).join('')}---${eol}${body}`;
    return { text, eol, fields, body };
  });
