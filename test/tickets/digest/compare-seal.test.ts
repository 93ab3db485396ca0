import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSeal } from '../../../src/tickets/digest/compare-seal.ts';
import { foldLog } from '../../../src/tickets/digest/fold-log.ts';
import { parseDigest } from '../../../src/tickets/digest/parse-digest.ts';
import { serializeDigest } from '../../../src/tickets/digest/serialize-digest.ts';
import { mergeThreads } from '../../../src/tickets/merge/merge-threads.ts';
import { oldEvent } from '../../support/old-event.ts';

const ID = '20260601-090000-slow-search';
const at = (minute: number): string => `2026-06-01T09:${String(minute).padStart(2, '0')}:00Z`;
const LOG = [0, 10, 20].map((minute) => oldEvent({ at: at(minute), body: `Said at ${minute}.` })).join('\n');
const SEAL = foldLog(ID, 'closed', LOG);
const compare = (log: string): string => compareSeal(SEAL, 'closed', Buffer.from(log));

describe('a seal and the log that is there', () => {
  it.each([
    ['fresh', LOG],
    ['fresh', LOG.replaceAll('\n', '\r\n')],
    ['grown', `${LOG}\n${oldEvent({ at: at(30) })}`],
    ['grown', `${LOG}\ntext that stands behind the last event`],
    ['changed', LOG.replace('Said at 10', 'Said at 11')],
    ['changed', LOG.replace('Said at 20.', 'Said at 20')],
    ['changed', LOG.slice(0, -5)],
    ['changed', ''],
    ['changed', `${LOG.replace('Said at 10', 'Said at 11')}\n${oldEvent({ at: at(30) })}`],
    ['changed', [0, 20].map((minute) => oldEvent({ at: at(minute), body: `Said at ${minute}.` })).join('\n')],
    ['changed', [0, 20, 10].map((minute) => oldEvent({ at: at(minute), body: `Said at ${minute}.` })).join('\n')],
  ])('%s', (state, log) => {
    expect(compare(log)).toBe(state);
  });

  it('says merged of every merge with another branch, and never changed', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(minutes, minutes, (ours, theirs) => {
        const branch = (name: string, times: number[]): string =>
          [LOG, ...times.sort((a, b) => a - b).map((time) => oldEvent({ at: at(time), body: name }))].join('\n');
        const [our, their] = [branch('ours', ours), branch('theirs', theirs)];
        const { text } = mergeThreads(LOG, our, their, { itemId: ID, names: { ours: 'a', theirs: 'b' } });
        for (const side of [our, their, LOG]) {
          const seal = foldLog(ID, 'closed', side);
          expect(['merged', 'grown']).toContain(compareSeal(seal, 'closed', Buffer.from(text)));
        }
      }),
    );
  });
});

describe('the file of a digest', () => {
  const text = serializeDigest(SEAL);

  it('reads back as it was written, in any white space', () => {
    expect(parseDigest(text)).toEqual(SEAL);
    expect(parseDigest(JSON.stringify(JSON.parse(text), null, 4))).toEqual(SEAL);
    expect(text.split('\n').filter((line) => line.startsWith('  "'))).toHaveLength(13);
  });

  it('is none when anything in it was changed', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('0', '9', 'a', '"', '}', ','), (place, char) => {
        const changed = text.slice(0, place) + char + text.slice(place + 1);
        const isSame = ((): boolean => {
          try {
            return JSON.stringify(JSON.parse(changed)) === JSON.stringify(JSON.parse(text));
          } catch {
            return false;
          }
        })();
        expect(parseDigest(changed) === null).toBe(!isSame);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['', '{}', 'null', '[]', '{"schemaVersion":2}', text.replace('"schemaVersion": 1', '"schemaVersion": 2')])(
    'is none: %j',
    (other) => {
      expect(parseDigest(other)).toBeNull();
    },
  );
});
