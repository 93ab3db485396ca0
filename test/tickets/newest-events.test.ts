import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDated, type DatedEvent, NewestEvents } from '../../src/tickets/newest-events.ts';

describe('the newest events', () => {
  const event: fc.Arbitrary<DatedEvent> = fc.record({
    event: fc.constant({} as DatedEvent['event']),
    time: fc.constantFrom(Number.NEGATIVE_INFINITY, 0, 1, 2, 3, 4, 5),
    item: fc.nat({ max: 60 }),
    order: fc.nat({ max: 9 }),
  });
  const events = fc.uniqueArray(event, {
    selector: ({ item, order }) => `${item} ${order}`,
    minLength: 30,
    maxLength: 300,
  });

  it('are those that sorting all of them gives, in whatever order they come, the rest unlooked at', () => {
    let skipped = 0;
    fc.assert(
      fc.property(events, fc.constantFrom(0, 1, 2, 20, Number.POSITIVE_INFINITY), (all, limit) => {
        const newest = new NewestEvents(limit);
        for (const each of all) {
          if (each.time < newest.from) skipped += 1;
          else newest.add(each);
        }
        expect(newest.list()).toEqual([...all].sort(compareDated).slice(0, limit));
      }),
    );
    expect(skipped).toBeGreaterThan(0);
  });

  it('come newest first, and in one second the last of the last item first', () => {
    const newest = new NewestEvents(3);
    for (const [time, item, order] of [
      [1, 0, 0],
      [1, 0, 1],
      [2, 0, 2],
      [1, 1, 0],
    ] as const) {
      newest.add({ event: {} as DatedEvent['event'], time, item, order });
    }
    expect(newest.list().map(({ time, item, order }) => [time, item, order])).toEqual([
      [2, 0, 2],
      [1, 1, 0],
      [1, 0, 1],
    ]);
  });
});
