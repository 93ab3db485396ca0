import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackCorpus } from '../support/unpack-corpus.ts';
import { DAMAGES } from './planting/catalogue.ts';
import { type Harvest, plantAll } from './planting/plant.ts';
import { type PlantingGround, plantingGround } from './planting/planting-ground.ts';
import { type Random, seededRandom } from './planting/random.ts';
import { readTreeEntries } from './planting/read-tree-entries.ts';
import { needText, type Subject } from './planting/subject.ts';
import { subjectsOf } from './planting/subjects-of.ts';
import { continueItems, writeItems } from './planting/written-items.ts';

/** Another seed plants other damage into other items: `PLANTING_SEED=7 npx vitest run test/doctor/planting.test.ts`. */
const SEED = process.env.PLANTING_SEED ?? '20260601';

/** After the last event of the real items, and of those that are written here. */
const NOW = new Date('2026-07-10T12:00:00Z');

const corpus = unpackCorpus('work-items-2026-06-06.tar.gz');
if (corpus === null) console.warn('SKIPPED: damage planted into the real items; ../shared/corpus is not here');

let ground: PlantingGround;

beforeAll(() => {
  ground = plantingGround(NOW);
});

afterAll(() => {
  ground.remove();
  if (corpus !== null) rmSync(corpus, { recursive: true });
});

/** Some of the items, of every status. */
function sample(subjects: readonly Subject[], count: number, random: Random): Subject[] {
  const left = [...subjects];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.below(left.length), 1)).flat();
}

function report(what: string, harvests: ReadonlyMap<string, Harvest>): { planted: number; missed: string[] } {
  const excluded = new Map<string, number>();
  let planted = 0;
  for (const harvest of harvests.values()) {
    planted += harvest.planted;
    for (const [reason, count] of harvest.excluded) excluded.set(reason, (excluded.get(reason) ?? 0) + count);
  }
  const reasons = [...excluded].map(([reason, count]) => `\n  not counted, ${count} times: ${reason}`);
  console.info(`${what}: ${planted} plantings, ${harvests.size} sorts, seed ${SEED}${reasons.join('')}`);
  return { planted, missed: [...harvests.values()].flatMap(({ missed }) => missed) };
}

describe('damage of every sort is found', () => {
  it('in items that the program wrote', { timeout: 600_000 }, async () => {
    const random = seededRandom(SEED, 'written');
    const subjects = subjectsOf(await writeItems(14, random), 'written');
    const { planted, missed } = report('written items', plantAll(DAMAGES, subjects, SEED, ground));
    expect(missed.length, missed.slice(0, 2000).join('\n')).toBe(0);
    expect(planted).toBeGreaterThan(1000);
  });

  it.skipIf(corpus === null)('in real items', { timeout: 600_000 }, async () => {
    const root = join(corpus ?? '', 'work-items');
    const random = seededRandom(SEED, 'real');
    const real = subjectsOf(readTreeEntries(root), 'real');
    // The sample has migrated items whatever the seed: one sort of damage needs them.
    const migrated = real.filter((subject) => /^legacy_ticket: tickets/m.test(needText(subject, 'item.md')));
    const chosen = [...sample(migrated, 2, random), ...sample(real, 12, random)];
    const continued = await continueItems(
      root,
      chosen.map(({ id }) => id),
      random,
    );
    const subjects = [
      ...sample(real, 14, random),
      ...subjectsOf(continued, 'continued').filter(({ id }) => chosen.some((subject) => subject.id === id)),
    ];
    const harvests = plantAll(DAMAGES, subjects, SEED, ground);
    const { planted, missed } = report('real items', harvests);
    expect(missed.length, missed.slice(0, 2000).join('\n')).toBe(0);
    expect(planted).toBeGreaterThan(1000);
    // A sort that is never planted proves nothing.
    expect([...harvests].filter(([, harvest]) => harvest.planted === 0).map(([name]) => name)).toEqual([]);
  });
});
