import { cpSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { disk } from '../../src/store/disk.ts';
import { systemError } from '../support/memory-disk.ts';
import { type MergeProject, mergeProject } from '../support/merge-project.ts';
import { treeSnapshot } from '../support/tree-snapshot.ts';

const FIRST = '20260601-090000-slow-search';
const SECOND = '20260601-090005-other';
const THIRD = '20260601-090010-third';
const ALL = [FIRST, SECOND, THIRD];

/** A merge that stopped: an item that one side closed, and two that have one slug. */
async function stoppedMerge(): Promise<MergeProject> {
  const project = mergeProject({ drivers: false });
  await (await project.tickets('ann', 0)).create({ title: 'Slow search', body: 'It is slow.' });
  project.commit('an item');
  project.must('checkout', '--quiet', '-b', 'side');
  await (await project.tickets('eve', 20)).close(FIRST, 'Done.');
  await (await project.tickets('eve', 31)).create({ title: 'Twice', body: 'Theirs.' });
  project.commit('theirs');
  project.must('checkout', '--quiet', 'main');
  await (await project.tickets('bob', 10)).comment(FIRST, 'Wait.');
  await (await project.tickets('bob', 30)).create({ title: 'Twice', body: 'Ours.' });
  project.commit('ours');
  expect(project.git('merge', 'side').status).toBe(1);
  return project;
}

/** Long after a merge: the log of each of some items has an event of the next one; the last has one of the first, or none. */
async function strayEvents(items: readonly string[], isRound: boolean): Promise<MergeProject> {
  const project = mergeProject({ drivers: false });
  const log = (id: string) => `work-items/open/${id}/thread.md`;
  for (const [index, id] of ALL.entries())
    await (await project.tickets('ann', 5 * index)).create({ title: id.slice(16) });
  const homes = isRound ? items : items.slice(1);
  for (const [index, id] of homes.entries()) await (await project.tickets('bob', 20 + index)).comment(id, `Of ${id}.`);
  const events = homes.map((id) => {
    const [rest = '', event = ''] = project.read(log(id)).split(/\n(?=<!-- event: comment)/);
    project.write(log(id), rest);
    return { id, event };
  });
  for (const { id, event } of events) {
    const elsewhere = items.at(items.indexOf(id) - 1) ?? '';
    project.write(log(elsewhere), `${project.read(log(elsewhere))}\n${event}`);
  }
  project.commit('as a merge made it');
  return project;
}

const methods = { rename: disk.rename, unlink: disk.unlink };
afterEach(() => void Object.assign(disk, methods));

/** Runs it as if it was killed before its n-th change of a name. Returns whether it was. */
function killedAt(n: number, step: () => unknown): boolean {
  let count = 0;
  const dying =
    <Args extends unknown[]>(method: (...args: Args) => void) =>
    (...args: Args): void => {
      count += 1;
      if (count >= n) throw systemError('EIO');
      method(...args);
    };
  Object.assign(disk, { rename: dying(methods.rename), unlink: dying(methods.unlink) });
  try {
    step();
  } catch {
    // What it says of that is told elsewhere.
  }
  Object.assign(disk, methods);
  return count >= n;
}

/** What was written aside does not count: the next command clears it away. */
const eventsIn = ({ root }: MergeProject): Set<string> => {
  const texts = Object.entries(treeSnapshot(root)).filter(([path]) => !path.startsWith('./.tmp/'));
  return new Set(texts.flatMap(([, text]) => text.match(/<!-- event: .* id: [0-9a-f]{16}/g) ?? []));
};

describe('resolve that is stopped at any change of a name', () => {
  it.each([
    ['in a merge', stoppedMerge],
    ['with an event in the log of a later item', () => strayEvents([SECOND, FIRST], false)],
    ['with an event in the log of an earlier item', () => strayEvents([FIRST, SECOND], false)],
    ['with two logs that have an event of each other', () => strayEvents([FIRST, SECOND], true)],
    ['with each log having an event of the next', () => strayEvents(ALL, false)],
    ['with each log having an event of the one before', () => strayEvents([...ALL].reverse(), false)],
    ['with three logs in a round', () => strayEvents(ALL, true)],
  ])('loses no event, and the same command does what one run does: %s', async (_name, make) => {
    const start = await make();
    const copy = (): MergeProject => {
      const path = `${start.path}-copy`;
      onTestFinished(() => rmSync(path, { recursive: true, force: true }));
      rmSync(path, { recursive: true, force: true });
      cpSync(start.path, path, { recursive: true, preserveTimestamps: true });
      return start.at(path);
    };
    const whole = copy();
    const { operation } = whole.resolve();
    // Where no merge is in progress, what the first run has written is staged by whoever commits it.
    const stateOf = (project: MergeProject) => [
      treeSnapshot(project.root),
      operation === 'none' ? '' : project.must('ls-files', '--stage'),
    ];
    const wanted = stateOf(whole);
    const before = eventsIn(start);
    expect(before.size).toBeGreaterThan(2);
    let n = 1;
    for (; ; n += 1) {
      const project = copy();
      if (!killedAt(n, () => project.resolve())) break;
      expect([...before].filter((event) => !eventsIn(project).has(event))).toEqual([]);
      project.resolve();
      expect(stateOf(project), `stopped at ${n}`).toEqual(wanted);
    }
    expect(n).toBeGreaterThan(3);
  });
});
