import { describe, expect, it } from 'vitest';
import { eventId } from '../../src/format/event-id.ts';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { disk as realDisk } from '../../src/store/disk.ts';
import { readThreadTail, type ThreadTail } from '../../src/store/read-thread-tail.ts';
import { MemoryDisk } from '../support/memory-disk.ts';
import { oldEvent } from '../support/old-event.ts';
import { onDisk } from '../support/on-disk.ts';
import * as program from '../support/store-program.ts';

const ID = '20260601-090000-item';
const PATH = '/thread.md';
const own = (body: string): string =>
  serializeEvent(ID, { kind: 'comment', author: 'ann', at: '2026-06-01T09:00:00Z', body }).text;

/** What is read of a log, and how many bytes were asked of the disk for it. */
async function tailOf(text: string, whole = false, since?: Date): Promise<{ tail: ThreadTail; bytes: number }> {
  const disk = new MemoryDisk();
  disk.create(PATH, text);
  let bytes = 0;
  const read = disk.read;
  disk.read = (...args) => {
    const count = read(...args);
    bytes += count;
    // A disk may give less than it is asked for.
    return count;
  };
  const tail = await onDisk(program, disk, () => readThreadTail(PATH, ID, whole ? 'all' : 'end', since));
  return { tail, bytes };
}

const textOf = (tail: ThreadTail): string => (tail.kind === 'read' ? tail.bytes.toString() : tail.kind);

describe('the end of a log', () => {
  const many = (count: number): string => Array.from({ length: count }, (_, n) => own(`Event ${n}.`)).join('\n');

  it('is its last two events, for the same cost whatever stands before them', async () => {
    const short = await tailOf(many(1_000));
    const long = await tailOf(many(10_000));
    expect(textOf(long.tail)).toBe(`${own('Event 9998.')}\n${own('Event 9999.')}`);
    expect(textOf(short.tail)).toBe(`${own('Event 998.')}\n${own('Event 999.')}`);
    expect(textOf((await tailOf(many(10))).tail)).toBe(`${own('Event 8.')}\n${own('Event 9.')}`);
    expect(long.bytes).toBe(short.bytes);
  });

  describe('where the last event is of the second of an operation, or later', () => {
    const since = new Date('2026-06-01T09:00:00.900Z');
    const early = own('Early.').replace('09:00:00Z', '08:00:00Z');
    const readWith = async (text: string, time?: Date): Promise<string> => {
      const { tail } = await tailOf(text, false, time);
      return tail.kind === 'read' ? (tail.before ?? Buffer.alloc(0)).toString() + tail.bytes : tail.kind;
    };

    it('has all events of that second with it', async () => {
      const log = `${early}\n${many(1_000)}`;
      expect((await readWith(log, since)).length).toBe(log.length);
      expect((await readWith(log, new Date('2026-06-01T09:00:01Z'))).length).toBe(16 * 1024);
      expect((await readWith(log)).length).toBe(16 * 1024);
      expect(textOf((await tailOf(log, false, since)).tail)).toBe(`${own('Event 998.')}\n${own('Event 999.')}`);
    });

    it('has no more than a block where it has no time', async () => {
      const attributes = [
        { key: 'event', value: 'comment' },
        { key: 'author', value: 'ann' },
      ];
      const id = eventId(ID, { attributes, body: 'x' });
      const log = `${many(1_000)}\n<!-- event: comment author: ann id: ${id} -->\n\n## Comment\n\nx\n\n---\n`;
      expect((await readWith(log, since)).length).toBe(16 * 1024);
    });

    it('has no more than a block where that has an earlier one, whatever stands before it', async () => {
      const log = `${`${early}\n`.repeat(1_000)}${many(10)}`;
      expect((await readWith(log, since)).length).toBe(16 * 1024);
    });
  });

  it('is found where the last event is larger than a block', async () => {
    const large = own('x'.repeat(300_000));
    const { tail } = await tailOf(`${many(12_000)}\n${own('Before.')}\n${large}`);
    expect(textOf(tail)).toBe(`${own('Before.')}\n${large}`);
  });

  it.each([
    ['is asked for as a whole', many(1_000), true],
    ['ends in an event without an id', `${many(1_000)}\n${oldEvent()}`, false],
    ['ends in an event that was changed', `${many(1_000)}\n${own('Text.').replace('Text.', 'Other.')}`, false],
    ['has two events', many(2), false],
    ['has one event', many(1), false],
    ['is empty', '', false],
    [
      'is shorter than a block, and its last event was changed',
      `${many(3)}\n${own('Text.').replace('Text.', 'Other.')}`,
      false,
    ],
    ['is one large text', 'x'.repeat(100_000), false],
  ])('is all of it where the log %s', async (_name, text, whole) => {
    const { tail } = await tailOf(text, whole);
    expect(textOf(tail)).toBe(text);
    expect(tail).toMatchObject({ start: 0 });
  });

  it('of no file is told', () => {
    expect(realDisk).toBe(program.disk);
    expect(readThreadTail('/nowhere/thread.md', ID, 'end')).toEqual({ kind: 'missing' });
    expect(readThreadTail('/', ID, 'end')).toEqual({ kind: 'unreadable', reason: 'is no regular file' });
  });
});
