import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serializeEvent } from '../../../src/format/serialize-event.ts';
import type { Digest } from '../../../src/tickets/digest/digest.ts';
import { foldLog } from '../../../src/tickets/digest/fold-log.ts';
import { foldOfSeal } from '../../../src/tickets/digest/fold-of-seal.ts';
import { extendSeal, sealOf } from '../../../src/tickets/digest/seal.ts';
import { serializeDigest } from '../../../src/tickets/digest/serialize-digest.ts';
import type { ItemSnapshot } from '../../../src/tickets/item.ts';
import { threadAddition } from '../../../src/tickets/record-event.ts';
import { hostileText } from '../../support/hostile-text.ts';
import { itemSnapshot } from '../../support/item-snapshot.ts';

const ID = '20260601-090000-slow-search';
const at = (second: number): string => `2026-06-01T09:00:${String(second % 60).padStart(2, '0')}Z`;

const eventOf = (kinds: string[]): fc.Arbitrary<string> =>
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      second: fc.nat(59),
      author: fc.constantFrom('ann', 'bob', '__proto__'),
      verdict: fc.constantFrom('approve' as const, 'request_changes' as const, undefined),
      body: fc.oneof(fc.constantFrom('Text.', '```\ncode\n```', '```\nnever closed', '~~~ info', '~~~'), hostileText),
    })
    .map(({ kind, second, author, verdict, body }) => {
      const attributes = kind === 'review' && verdict ? [{ key: 'status', value: verdict }] : [];
      return serializeEvent(ID, { kind, author, at: at(second), attributes, body }).text;
    });

/** What is appended to a closed item and moves nothing. */
const NOTES = ['comment', 'plan', 'decision', 'implementation_report', 'review', 'item_edit'];
const note = eventOf(NOTES);
/** What stands in a log before that: events, with ids and without, and the rest of some. */
const part = fc.oneof(
  { weight: 6, arbitrary: eventOf(['create', 'close', 'reopen', '__proto__', ...NOTES]) },
  { weight: 3, arbitrary: eventOf(NOTES).map((text) => text.replace(/ id: [0-9a-f]{16}(?= -->)/, '')) },
  { weight: 1, arbitrary: eventOf(NOTES).map((text) => text.replace(/ at: \S+/, '')) },
  { weight: 1, arbitrary: eventOf(NOTES).map((text) => text.replace(/ author: \S+/, '')) },
  { weight: 2, arbitrary: eventOf(NOTES).chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))) },
  { weight: 1, arbitrary: fc.constantFrom('\r', '\r\n', '```', '<!-- event: plan -->') },
);

/** A log with its last event of our own, as it is read to append to it, and its seal. */
function closedItem(log: string, seal: string): ItemSnapshot {
  const before = log.lastIndexOf('\n<!-- event: ', log.lastIndexOf('\n<!-- event: ') - 1);
  return itemSnapshot({
    id: ID,
    status: 'closed',
    threadText: log.slice(before + 1),
    isTail: true,
    sealedLog: Buffer.from(log),
    digestText: seal,
  });
}

const textOf = (changes: ReturnType<typeof extendSeal>): string | null => {
  const [change] = changes;
  return change?.type === 'write' && change.file === 'digest.json' ? change.text : null;
};

describe('a seal that is carried on', () => {
  it('is byte for byte that of the whole log, whatever the log and however often', () => {
    const logs = fc.tuple(
      fc.array(part, { maxLength: 8 }),
      note,
      fc.array(note, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(logs, ([parts, last, notes, isCrlf]) => {
        let log = ['', ...parts, last].join('\n');
        if (isCrlf) log = log.replace(/\r?\n/g, '\r\n');
        let seal = sealOf(ID, log);
        for (const text of notes) {
          const addition = threadAddition(log, text);
          const sealed = textOf(extendSeal(closedItem(log, seal), addition));
          log += addition;
          expect(sealed).toBe(sealOf(ID, log));
          seal = sealed ?? '';
        }
      }),
      { numRuns: 1500 },
    );
  });

  const LOG = [0, 1, 2]
    .map(
      (second) =>
        serializeEvent(ID, { kind: 'comment', author: 'ann', at: at(second), attributes: [], body: 'x' }).text,
    )
    .join('\n');
  const ADDED = `\n${serializeEvent(ID, { kind: 'plan', author: 'ann', at: at(5), attributes: [], body: 'y' }).text}`;
  const SEAL = foldLog(ID, 'closed', LOG);
  const extended = (log: string, seal: string): string | null => textOf(extendSeal(closedItem(log, seal), ADDED));
  const withMark = (changes: Partial<Digest['watermark']>): string =>
    serializeDigest({ ...SEAL, watermark: { ...SEAL.watermark, ...changes } });

  it('takes nothing from the log but its hash', () => {
    // No log says this, so it can only come from the seal.
    expect(extended(LOG, serializeDigest({ ...SEAL, reopened: 7 }))).toContain('"reopened": 7');
  });

  it('is folded anew where it is behind the log, or contradicts itself or does not tell enough', () => {
    const whole = sealOf(ID, LOG + ADDED);
    const [first] = LOG.split('\n<!-- event');
    expect(extended(LOG, sealOf(ID, first ?? ''))).toBe(whole);
    for (const seal of [
      withMark({ events: 4 }),
      withMark({ marks: SEAL.watermark.marks.slice(4) }),
      serializeDigest({ ...SEAL, kinds: [{ kind: 'comment', events: 2 }] }),
      serializeDigest({ ...SEAL, createdAt: 'yesterday' }),
      serializeDigest({ ...SEAL, times: { ...SEAL.times, close: 1e12 } }),
      serializeDigest({
        ...SEAL,
        kinds: [
          { kind: 'comment', events: 1 },
          { kind: 'plan', events: 2 },
        ],
      }),
      serializeDigest({
        ...SEAL,
        kinds: [
          { kind: 'comment', events: 1 },
          { kind: 'review', events: 2 },
        ],
      }),
    ]) {
      expect(extended(LOG, seal)).toBe(whole);
    }
  });

  it('stays where the log contradicts it, where it is none, and of another item', () => {
    expect(extended(LOG, withMark({ sha256: '0'.repeat(64), marks: '0'.repeat(12) }))).toBeNull();
    expect(extended(LOG, SEAL.outcome)).toBeNull();
    expect(extended(LOG, serializeDigest({ ...SEAL, item: `${ID}-other` }))).toBeNull();
  });

  it('needs the bytes of the log', () => {
    const { sealedLog: _, ...item } = closedItem(LOG, serializeDigest(SEAL));
    expect(() => extendSeal(item, ADDED)).toThrow('the whole log');
  });

  it('tells no times where the first event has none', () => {
    const log = LOG.replace(/ at: \S+/, '');
    expect(extended(log, sealOf(ID, log))).toBe(sealOf(ID, log + ADDED));
    expect(foldOfSeal(foldLog(ID, 'closed', log))).not.toBeNull();
  });
});
