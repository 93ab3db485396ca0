import { describe, expect, it } from 'vitest';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { parseThread } from '../../src/format/thread.ts';
import { mergeThreads } from '../../src/tickets/merge/merge-threads.ts';
import { threadAddition } from '../../src/tickets/record-event.ts';
import { oldEvent } from '../support/old-event.ts';

const ID = '20260601-090000-slow-search';
const OPTIONS = { itemId: ID, names: { ours: 'ours', theirs: 'theirs' } };

const event = (body: string, second = 1, author = 'ann'): string =>
  serializeEvent(ID, { kind: 'comment', author, at: `2026-06-01T09:00:0${second}Z`, body }).text;
const log = (...events: string[]): string => events.reduce((text, each) => text + threadAddition(text, each), '');
const FIRST = serializeEvent(ID, { kind: 'create', author: 'ann', at: '2026-06-01T09:00:00Z', body: 'Made.' }).text;
const OLD = oldEvent({ at: '2026-06-01T09:00:02Z', body: 'By the old script.' });

/** Both ways round, which must be the same. */
function merge(base: string, ours: string, theirs: string): string {
  const one = mergeThreads(base, ours, theirs, OPTIONS);
  expect(mergeThreads(base, theirs, ours, OPTIONS)).toEqual(one);
  expect(one.conflict).toBe(false);
  return one.text;
}
const bodies = (text: string): string[] => parseThread(text, ID).events.map(({ body }) => body);

it('a side that alone went on wins byte for byte', () => {
  const base = log(FIRST, OLD);
  const more = log(FIRST, OLD, event('a', 3), event('b', 4));
  expect(merge(base, base, more)).toBe(more);
  expect(merge('', '', more)).toBe(more);
});

it('events go by their times, those of one second by what they are, and each side keeps its order', () => {
  const base = log(FIRST);
  const text = merge(base, log(FIRST, event('1', 1), event('4', 4)), log(FIRST, event('2', 2), event('3', 3)));
  expect(bodies(text)).toEqual(['Made.', '1', '2', '3', '4']);
  expect(text).toBe(log(FIRST, event('1', 1), event('2', 2), event('3', 3), event('4', 4)));
});

it('events of the old script are known by their bytes, and by how many of the same came before', () => {
  const twice = log(FIRST, OLD, OLD);
  expect(merge(log(FIRST), twice, log(FIRST, OLD))).toBe(twice);
  const other = oldEvent({ at: '2026-06-01T09:00:02Z', body: 'Another one in the same second.' });
  expect(bodies(merge(log(FIRST), log(FIRST, OLD), log(FIRST, other))).sort()).toEqual(
    ['Made.', 'By the old script.', 'Another one in the same second.'].sort(),
  );
});

describe('an event that one side edited since the base', () => {
  it.each([
    ['with an id', event('The key is hunter2.', 1)],
    ['without one', oldEvent({ at: '2026-06-01T09:00:01Z', body: 'The key is hunter2.' })],
  ])('%s is taken as edited, and the old text does not come back', (_name, secret) => {
    const base = log(FIRST, secret);
    const edited = base
      .replace('The key is hunter2.', 'The text of this event was taken out.')
      .replace(/ -->(?!.* -->)/s, ` redacted: ${'0'.repeat(64)} -->`);
    const text = merge(base, edited, log(FIRST, secret, event('Oh.', 2)));
    expect(text).not.toContain('hunter2');
    expect(bodies(text)).toEqual(['Made.', 'The text of this event was taken out.', 'Oh.']);
  });

  it('on both sides to something else is kept in both forms', () => {
    const base = log(FIRST, event('x', 1));
    const text = merge(base, base.replace('\nx\n', '\none\n'), base.replace('\nx\n', '\nother\n'));
    expect(bodies(text).sort()).toEqual(['Made.', 'one', 'other']);
  });
});

it('an event that one side dropped is there: a log only grows', () => {
  const base = log(FIRST, event('x', 1));
  expect(bodies(merge(base, log(FIRST), log(FIRST, event('x', 1), event('y', 2))))).toEqual(['Made.', 'x', 'y']);
});

it.each([
  ['in the middle of a text', event('A torn te', 1).slice(0, -8)],
  ['in the middle of a header', `${event('x', 1)}\n<!-- event: comm`],
  ['before the closing line', event('x', 1).replace('\n\n---\n', '')],
])('an end that was torn %s is kept, and nothing is glued to it', (_name, torn) => {
  const ours = log(FIRST, torn);
  const text = merge(log(FIRST), ours, log(FIRST, event('Theirs.', 2)));
  expect(text).toContain(torn.trimEnd());
  expect(bodies(text).at(-1)).toBe('Theirs.');
  expect(parseThread(text, ID).events).toHaveLength(3);
});

it('text before the first event is kept, of both sides where both have some', () => {
  const base = log(FIRST);
  expect(merge(base, `Ours.\n${base}`, log(FIRST, event('x', 1)))).toBe(`Ours.\n${log(FIRST, event('x', 1))}`);
  const text = merge(base, `Ours.\n${base}`, `\ufeffTheirs.\n${base}`);
  expect(text).toBe(`\ufeffOurs.\nTheirs.\n${base}`);
});

it('a side with CRLF keeps its bytes, and its events are no others', () => {
  const base = log(FIRST);
  const crlf = base.replaceAll('\n', '\r\n');
  const text = merge(base, crlf, log(FIRST, event('x', 1)));
  expect(text.startsWith(crlf)).toBe(true);
  expect(bodies(text)).toEqual(['Made.', 'x']);
});

it('fences that were never closed hide no event of the other side', () => {
  const text = merge(
    log(FIRST),
    log(FIRST, event('```\nopen', 1)),
    log(FIRST, log(OLD, oldEvent({ body: '```\ncode\n```' }))),
  );
  expect(parseThread(text, ID).events).toHaveLength(4);
});

it('clocks that went wrong change the order of no side', () => {
  const base = log(FIRST);
  const [late, early] = [
    oldEvent({ at: '2026-06-01T09:00:09Z', body: 'late' }),
    oldEvent({ at: '2026-06-01T09:00:01Z', body: 'early' }),
  ];
  const shared = event('shared', 5);
  const text = merge(base, log(FIRST, late, shared, early), log(FIRST, event('theirs', 3), shared));
  expect(bodies(text)).toEqual(['Made.', 'theirs', 'late', 'shared', 'early']);
});

it('two orders that contradict each other lose nothing', () => {
  const [a, b] = [event('a', 1), event('b', 2)];
  expect(bodies(merge('', log(FIRST, a, b), log(FIRST, b, a)))).toEqual(['Made.', 'a', 'b']);
});

it('where no log can hold both, both stand between the lines of a conflict', () => {
  // A fence in front of the first event would hide it behind another one that closes.
  const opened = '```\n';
  const sample = '<!-- event: comment author: y at: 2026-06-01T09:00:02Z -->\n```\ntext\n';
  const merged = mergeThreads('', opened, sample, OPTIONS);
  expect(merged).toEqual({ text: `<<<<<<< ours\n${opened}=======\n${sample}>>>>>>> theirs\n`, conflict: true });
});
