import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serializeEvent } from '../../../src/format/serialize-event.ts';
import { parseThread } from '../../../src/format/thread.ts';
import { foldLog } from '../../../src/tickets/digest/fold-log.ts';
import { logFolder } from '../../../src/tickets/digest/log-folder.ts';
import { serializeDigest } from '../../../src/tickets/digest/serialize-digest.ts';
import { hostileText } from '../../support/hostile-text.ts';

const ID = '20260601-090000-slow-search';

const at = (second: number): string => `2026-06-01T09:00:${String(second % 60).padStart(2, '0')}Z`;

const event = fc
  .record({
    kind: fc.constantFrom('create', 'comment', 'plan', 'review', 'close', 'implementation_report', 'fix', '__proto__'),
    second: fc.nat(80),
    author: fc.constantFrom('ann', 'bob', '7'),
    verdict: fc.constantFrom('approve' as const, 'request_changes' as const, undefined),
    body: fc.oneof(fc.constantFrom('Text.', '```\ncode\n```', '```\nnever closed', '~~~ info'), hostileText),
    isOld: fc.boolean(),
  })
  .map(({ kind, second, author, verdict, body, isOld }) => {
    const attributes = kind === 'review' && verdict ? [{ key: 'status', value: verdict }] : [];
    const { text } = serializeEvent(ID, { kind, author, at: at(second), attributes, body });
    return `\n${isOld ? text.replace(/ id: [0-9a-f]{16}(?= -->)/, '') : text}`;
  });

/** What may stand in a log: events, and whatever else hands, merges and broken disks leave between and in them. */
const log = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 6, arbitrary: event.map((text) => Buffer.from(text)) },
        {
          weight: 2,
          arbitrary: event.chain((text) => fc.nat(text.length).map((end) => Buffer.from(text.slice(0, end)))),
        },
        {
          weight: 1,
          arbitrary: fc
            .constantFrom('\r', '\r\n', '\n', '```\n', '<!-- event: plan -->\n')
            .map((text) => Buffer.from(text)),
        },
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)) },
      ),
      { maxLength: 9 },
    ),
    fc.boolean(),
  )
  .map(([parts, isCrlf]) => {
    const bytes = Buffer.concat(parts);
    return isCrlf ? Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1') : bytes;
  });

const cutsOf = (bytes: Buffer): fc.Arbitrary<Buffer[]> =>
  fc.array(fc.nat(bytes.length), { maxLength: 8 }).map((places) => {
    const sorted = [0, ...places.sort((a, b) => a - b), bytes.length];
    return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
  });

const cutLog = log.chain((bytes) => cutsOf(bytes).map((parts) => ({ bytes, parts })));

describe('the digest of a log does not depend on how it came', () => {
  it('any split into increments, looked at after each of them, is one full fold', () => {
    fc.assert(
      fc.property(cutLog, ({ parts }) => {
        const folder = logFolder(ID);
        let soFar = Buffer.alloc(0);
        for (const part of parts) {
          folder.add(part);
          soFar = Buffer.concat([soFar, part]);
          expect(folder.digest('open')).toEqual(foldLog(ID, 'open', soFar));
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('two folders that race, in any order of their steps, write the same bytes', () => {
    const raced = log.chain((bytes) =>
      fc.record({
        bytes: fc.constant(bytes),
        ours: cutsOf(bytes),
        theirs: cutsOf(bytes),
        turns: fc.array(fc.boolean(), { maxLength: 24 }),
      }),
    );
    fc.assert(
      fc.property(raced, ({ bytes, ours, theirs, turns }) => {
        const racers = [ours, theirs].map((parts) => ({ folder: logFolder(ID), parts: [...parts] }));
        const written: string[] = [];
        const step = (racer: (typeof racers)[number] | undefined): void => {
          const part = racer?.parts.shift();
          if (!racer || part === undefined) return;
          racer.folder.add(part);
          if (racer.parts.length === 0) written.push(serializeDigest(racer.folder.digest('closed')));
        };
        for (const turn of turns) step(racers[turn ? 1 : 0]);
        for (const racer of racers) while (racer.parts.length > 0) step(racer);
        const whole = serializeDigest(foldLog(ID, 'closed', bytes));
        expect(written).toEqual([whole, whole]);
      }),
      { numRuns: 400 },
    );
  });

  it('holds the events that the log has, read by the parser, and no number that is none', () => {
    fc.assert(
      fc.property(log, (bytes) => {
        const digest = foldLog(ID, 'closed', bytes);
        const { events } = parseThread(bytes.toString().replaceAll('\r\n', '\n'), ID);
        expect(digest.watermark.events).toBe(events.length);
        expect(digest.watermark.marks).toHaveLength(4 * events.length);
        for (const { kind, events: count } of digest.kinds) {
          expect(count).toBe(events.filter((each) => each.kind === kind).length);
        }
        for (const { name, events: count } of digest.participants) {
          expect(count).toBe(events.filter((each) => each.author === name).length);
        }
        expect(digest.kinds.reduce((sum, each) => sum + each.events, 0)).toBe(events.length);
        expect(digest.review.requested).toBe(events.filter((each) => each.verdict === 'request_changes').length);
        expect(digest.review.answered).toBeLessThanOrEqual(digest.review.requested);
        for (const time of Object.values(digest.times)) expect(time === null || time >= 0).toBe(true);
        expect(JSON.parse(serializeDigest(digest))).toMatchObject(digest);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same for either line ending', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), (events) => {
        const text = events.join('').replaceAll('\r', '');
        expect(foldLog(ID, 'closed', text.replaceAll('\n', '\r\n'))).toEqual(foldLog(ID, 'closed', text));
      }),
    );
  });
});
