import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { parseThread } from '../../src/format/thread.ts';
import { mergeThreads } from '../../src/tickets/merge/merge-threads.ts';
import { threadAddition } from '../../src/tickets/record-event.ts';
import { hostileText } from '../support/hostile-text.ts';
import { oldEvent } from '../support/old-event.ts';

const ID = '20260601-090000-slow-search';
const OPTIONS = { itemId: ID, names: { ours: 'ours', theirs: 'theirs' } };

type Step =
  | { type: 'append'; branch: number; clock: number; old: boolean; crlf: boolean; body: string }
  | { type: 'again'; branch: number }
  | { type: 'merge'; from: number; into: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('append' as const),
      branch: fc.nat(3),
      clock: fc.nat(20),
      old: fc.boolean(),
      crlf: fc.boolean(),
      body: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('Text.', '---', 'a\n\n---\n\nb') }, hostileText),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('again' as const), branch: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('merge' as const), from: fc.nat(3), into: fc.nat(3) }) },
);

interface Commit {
  text: string;
  parents: Commit[];
}

const isoTime = (seconds: number): string =>
  new Date(Date.UTC(2026, 5, 1, 9, 0, seconds)).toISOString().replace('.000', '');

/** An event of the log, in words of its own: each was given another number. */
const NUMBER = /No\. (\d+)\./;
const numbers = (text: string): number[] =>
  parseThread(text, ID).events.map(({ raw }) => Number(NUMBER.exec(raw)?.[1] ?? 0));

const counted = (list: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const entry of list) counts.set(entry, (counts.get(entry) ?? 0) + 1);
  return counts;
};

function ancestors(commit: Commit, known = new Set<Commit>()): Set<Commit> {
  if (known.has(commit)) return known;
  known.add(commit);
  for (const parent of commit.parents) ancestors(parent, known);
  return known;
}

/** The text of the merge base; of several, what they merge to, as git makes it. */
function baseText(one: Commit, other: Commit): string {
  const ours = ancestors(one);
  const common = [...ancestors(other)].filter((commit) => ours.has(commit));
  const best = common.filter((commit) => !common.some((later) => later !== commit && ancestors(later).has(commit)));
  return best.map(({ text }) => text).reduce((merged, text) => mergeThreads('', merged, text, OPTIONS).text);
}

function append(text: string, step: Extract<Step, { type: 'append' }>, number: number): string {
  const events = parseThread(text, ID).events;
  const last = events.findLast(({ at }) => at !== null)?.at ?? '';
  const now = isoTime(step.clock);
  // The old script wrote its clock, and its texts were people's: no forged headers, and fences that close.
  if (step.old) {
    const body = `No. ${number}.\n\n\`\`\`\ncode\n\`\`\`\n\n---`;
    return text + threadAddition(text, oldEvent({ at: now, body }));
  }
  const at = now > last ? now : last;
  const event = serializeEvent(ID, { kind: 'comment', author: 'ann', at, body: `No. ${number}.\n${step.body}` });
  return text + threadAddition(text, event.text);
}

/** Plain comparisons: the matchers of a test framework would take most of the time. */
const isSame = (one: Map<number, number>, other: Map<number, number>): boolean =>
  one.size === other.size && [...one].every(([entry, times]) => other.get(entry) === times);

function isSubsequence(part: readonly number[], whole: readonly number[]): boolean {
  let at = 0;
  for (const entry of whole) if (entry === part[at]) at += 1;
  return at === part.length;
}

describe('10,000 histories of two to four branches, merged by logs alone', () => {
  it('lose no event, have none twice, keep the order of each branch, and are the same both ways round', () => {
    let merges = 0;
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.array(step, { minLength: 3, maxLength: 16 }), (count, steps) => {
        const first = serializeEvent(ID, { kind: 'create', author: 'ann', at: isoTime(0), body: 'No. 0.' });
        const root: Commit = { text: first.text, parents: [] };
        const branches: Commit[] = Array.from({ length: count }, () => root);
        for (const [number, each] of steps.entries()) {
          if (each.type === 'merge') {
            const [ours, theirs] = [branches[each.into % count] as Commit, branches[each.from % count] as Commit];
            const base = baseText(ours, theirs);
            const merged = mergeThreads(base, ours.text, theirs.text, OPTIONS);
            const reversed = mergeThreads(base, theirs.text, ours.text, OPTIONS);
            merges += 1;
            if (merged.conflict) throw new Error('a conflict');
            if (reversed.text !== merged.text) throw new Error(`not the same both ways round:\n${reversed.text}`);
            const [our, their, both] = [ours.text, theirs.text, merged.text].map(numbers) as [
              number[],
              number[],
              number[],
            ];
            const wanted = counted(our);
            for (const [entry, times] of counted(their)) wanted.set(entry, Math.max(times, wanted.get(entry) ?? 0));
            if (!isSame(counted(both), wanted)) throw new Error(`lost or twice: ${our} and ${their} made ${both}`);
            if (!isSubsequence(our, both) || !isSubsequence(their, both)) {
              throw new Error(`out of order: ${our} and ${their} made ${both}`);
            }
            branches[each.into % count] = { text: merged.text, parents: [ours, theirs] };
            continue;
          }
          const branch = branches[each.branch % count] as Commit;
          const last = parseThread(branch.text, ID).events.at(-1)?.raw ?? '';
          const text =
            each.type === 'append'
              ? append(branch.text, each, number + 1)
              : branch.text + threadAddition(branch.text, last);
          branches[each.branch % count] = { text, parents: [branch] };
        }
      }),
      { numRuns: 10_000 },
    );
    expect(merges).toBeGreaterThan(20_000);
  }, 300_000);
});
