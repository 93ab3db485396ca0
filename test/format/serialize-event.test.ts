import { expect, test } from 'vitest';
import { serializeEvent } from '../../src/format/serialize-event.ts';

const base = { author: 'tickets.sh', at: '2026-05-30T05:32:59Z' };
const textOf = (event: Parameters<typeof serializeEvent>[1]): string => serializeEvent('20260530-053259-x', event).text;

test('an event looks as the old script wrote it, with an id more', () => {
  const written = serializeEvent('20260530-053259-x', {
    ...base,
    kind: 'create',
    body: 'Created by tickets.sh create.',
  });
  expect(written.id).toMatch(/^[0-9a-f]{16}$/);
  expect(written.text).toBe(
    `<!-- event: create author: tickets.sh at: 2026-05-30T05:32:59Z id: ${written.id} -->\n\n` +
      '## Created\n\nCreated by tickets.sh create.\n\n---\n',
  );
});

test('a body that ends in a newline leaves two blank lines', () => {
  expect(textOf({ ...base, kind: 'comment', body: 'Text\n' })).toContain('\n\n## Comment\n\nText\n\n\n---\n');
});

test.each([
  ['migration', 'Migrated'],
  ['plan', 'Plan'],
  ['decision', 'Decision'],
  ['implementation_report', 'Implementation report'],
  ['close', 'Closed'],
  ['fix', 'fix'],
])('%s has the heading %s', (kind, heading) => {
  expect(textOf({ ...base, kind, body: 'x' })).toContain(`-->\n\n## ${heading}\n\nx\n`);
});

test('a review has its verdict in header and heading', () => {
  const text = textOf({ ...base, kind: 'review', verdict: 'request_changes', body: 'x' });
  expect(text).toMatch(/^<!-- event: review author: tickets\.sh at: \S+ status: request_changes id: \w+ -->/);
  expect(text).toContain('\n## Review: request changes\n');
});

test.each(['a\nb', 'a --> b'])('the author %j is refused', (author) => {
  expect(() => textOf({ ...base, author, kind: 'comment', body: 'x' })).toThrow(RangeError);
});
