import { cpSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { disk } from '../../src/store/disk.ts';
import { systemError } from '../support/memory-disk.ts';
import { type MergeProject, mergeProject } from '../support/merge-project.ts';
import { treeSnapshot } from '../support/tree-snapshot.ts';

const FIRST = '20260601-090000-slow-search';
const SECOND = '20260601-090005-other';

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

/** Long after a merge: an event of one item stands in the log of another. */
async function strayEvent(home: string, elsewhere: string): Promise<MergeProject> {
  const project = mergeProject({ drivers: false });
  await (await project.tickets('ann', 0)).create({ title: 'Slow search', body: 'It is slow.' });
  await (await project.tickets('ann', 5)).create({ title: 'Other', body: 'Another.' });
  await (await project.tickets('bob', 10)).comment(home, 'Wait.');
  const log = (id: string) => `work-items/open/${id}/thread.md`;
  const [rest = '', event = ''] = project.read(log(home)).split(/\n(?=<!-- event: comment)/);
  project.write(log(home), rest);
  project.write(log(elsewhere), `${project.read(log(elsewhere))}\n${event}`);
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
    ['with an event in the log of a later item', () => strayEvent(FIRST, SECOND)],
    ['with an event in the log of an earlier item', () => strayEvent(SECOND, FIRST)],
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
