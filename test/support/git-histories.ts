import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { eventId } from '../../src/format/event-id.ts';
import { type ItemFields, parseItemFile } from '../../src/format/item-file.ts';
import { STATUSES } from '../../src/format/status.ts';
import { parseThread } from '../../src/format/thread.ts';
import { statusAfter } from '../../src/tickets/status-after.ts';
import { type MergeProject, mergeProject } from './merge-project.ts';

interface State {
  places: string[];
  fields: ItemFields;
  body: string;
  events: string[];
  artifacts: string[];
  resolution: string | null;
}

/** Everything about each item in a worktree. */
function stateOf(project: MergeProject): Map<string, State> {
  const items = new Map<string, State>();
  for (const status of STATUSES) {
    for (const id of readdirSync(join(project.root, status)).filter((name) => !name.startsWith('.'))) {
      const path = `work-items/${status}/${id}`;
      const file = parseItemFile(project.read(`${path}/item.md`));
      const { events } = parseThread(project.read(`${path}/thread.md`), id);
      for (const event of events) expect([id, event.id]).toEqual([id, eventId(id, event)]);
      expect(items.has(id)).toBe(false);
      const last = events.findLast((event) => statusAfter(event) !== null);
      expect([id, status]).toEqual([id, (last && statusAfter(last)) ?? 'open']);
      items.set(id, {
        places: [status],
        fields: file.fields,
        body: file.body,
        events: events.map((event) => event.id ?? ''),
        artifacts: readdirSync(join(project.root, status, id, 'artifacts')).sort(),
        resolution: existsSync(join(project.root, status, id, 'resolution.md'))
          ? project.read(`${path}/resolution.md`)
          : null,
      });
    }
  }
  return items;
}

/** The same numbers for the same seed (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const WORDS = ['slow', 'search', 'index', 'cold', 'cache', 'list'];

/** One operation of the program, or an artifact; what is not possible just then is left out. */
async function operate(
  project: MergeProject,
  pick: (below: number) => number,
  now: number,
  who: string,
): Promise<void> {
  const tickets = await project.tickets(who, now);
  const { items } = await tickets.list({ status: 'all' });
  const item = items[pick(items.length)];
  const word = (): string => WORDS[pick(WORDS.length)] ?? '';
  const operation = pick(12);
  if (!item || operation === 0) {
    await tickets.create({ title: `${word()} ${word()}`, body: 'One.\n\nTwo.\n\nThree.\n\nFour.\n' });
  } else if (operation <= 3) await tickets.comment(item.id, `${word()} ${now} by ${who}`);
  else if (operation === 4) await tickets.review(item.id, 'approve', `Fine ${now}.`);
  else if (operation === 5 && item.status !== 'closed') await tickets.close(item.id, `Done ${now} by ${who}.`);
  else if (operation === 6 && item.status === 'closed') await tickets.reopen(item.id, `Again ${now}.`);
  else if (operation === 7) await tickets.setStatus(item.id, pick(2) === 0 ? 'pending' : 'open');
  else if (operation === 8) await tickets.edit(item.id, { priority: `P${pick(4)}`, addLabels: [word()] });
  else if (operation === 9) await tickets.edit(item.id, { removeLabels: [word()], assignee: who });
  else if (operation === 10)
    await tickets.edit(item.id, pick(3) === 0 ? { title: `${word()}: ${word()}` } : { kind: word() });
  else project.write(`work-items/${item.status}/${item.id}/artifacts/${who}-${now}.txt`, `${word()}\n`);
}

const FIELDS = ['title', 'slug', 'kind', 'priority', 'assignee'] as const;

/** Checks a merge against what its parents have; takes our side of each conflict, and commits. Returns what was in conflict. */
async function merge(project: MergeProject, ours: MergeProject, other: string): Promise<string[]> {
  const before = stateOf(ours);
  const theirs = states.get(other) as Map<string, State>;
  const base = baseOf(project, ours, other);
  ours.git('merge', '--no-edit', other);
  const { conflicts, renamedSlugs } = ours.resolve();
  if (before.size % 3 === 0) {
    const again = ours.resolve();
    expect([again.files, again.conflicts]).toEqual([[], conflicts]);
  }
  for (const { item, field, path } of conflicts) {
    // Nothing but two different values of one field.
    const [b, o, t] = [base?.get(item), before.get(item), theirs.get(item)];
    const valueIn = (state: State | undefined) => (field === 'body' ? state?.body : state?.fields[field as 'title']);
    expect([...FIELDS, 'body']).toContain(field);
    expect(valueIn(o)).not.toEqual(valueIn(t));
    if (base) for (const side of [o, t]) expect(valueIn(side)).not.toEqual(valueIn(b));
    const text = ours.read(`work-items/${path}`);
    ours.write(`work-items/${path}`, text.replace(/^<<<<<<< [^\n]*\n(.*?)^=======\n.*?^>>>>>>> [^\n]*\n/gms, '$1'));
  }
  ours.must('add', '-A');
  ours.must('commit', '--quiet', '--no-edit', '--allow-empty', '-m', 'merge');
  const after = stateOf(ours);
  const open = new Set(conflicts.map(({ item, field }) => `${item} ${field}`));
  const renamed = new Set(renamedSlugs.map(({ item }) => item));
  expect([...after.keys()].sort()).toEqual([...new Set([...before.keys(), ...theirs.keys()])].sort());
  for (const [id, is] of after) {
    const [b, o, t] = [base?.get(id), before.get(id), theirs.get(id)];
    const sides = [o, t].filter((side) => side !== undefined);
    const events = new Set(sides.flatMap((side) => side.events));
    const own = is.events.filter((event) => events.has(event));
    // Lost none, none twice; a new slug has an event of its own.
    expect([own.length, new Set(own).size]).toEqual([events.size, events.size]);
    expect(is.events.length).toBe(events.size + (renamed.has(id) ? 1 : 0));
    for (const side of sides) expect(own.filter((event) => side.events.includes(event))).toEqual(side.events);
    expect(is.artifacts).toEqual([...new Set(sides.flatMap((side) => side.artifacts))].sort());
    expect(is.resolution !== null).toBe(is.places[0] === 'closed');
    for (const field of FIELDS) {
      if (open.has(`${id} ${field}`) || (field === 'slug' && renamed.has(id))) continue;
      const values = sides.map((side) => side.fields[field]);
      expect(values).toContain(is.fields[field]);
      if (!base || !b || !o || !t) continue;
      // Without a conflict one side at most has changed it, or both alike.
      const changed = [o, t].map((side) => side.fields[field]).filter((value) => value !== b.fields[field]);
      expect([...new Set(changed)].length).toBeLessThan(2);
      expect(is.fields[field]).toBe(changed[0] ?? b.fields[field]);
    }
    if (b && o && t) {
      const kept = b.fields.labels.filter(
        (label) => o.fields.labels.includes(label) && t.fields.labels.includes(label),
      );
      const added = [...o.fields.labels, ...t.fields.labels].filter((label) => !b.fields.labels.includes(label));
      expect([...is.fields.labels].sort()).toEqual([...new Set([...kept, ...added])].sort());
    }
  }
  expect(ours.findings()).toEqual([]);
  return [...open];
}

/** What each branch has, and what each commit had. */
const states = new Map<string, Map<string, State>>();
const commits = new Map<string, Map<string, State>>();

function baseOf(project: MergeProject, ours: MergeProject, other: string): Map<string, State> | undefined {
  const head = ours.must('rev-parse', 'HEAD').trim();
  const bases = project.must('merge-base', '--all', head, other).trim().split('\n');
  return bases.length === 1 ? commits.get(bases[0] ?? '') : undefined;
}

/**
 * Histories of two to four branches, each in a worktree of its own, made by these seeds: operations, then merges by git with
 * our drivers, two branches of one another. Fails at whatever is lost, twice, changed in silence, or found by doctor.
 */
export async function runGitHistories(seeds: readonly number[]): Promise<{ merges: number; conflicts: number }> {
  const main = mergeProject();
  const trees = ['one', 'two', 'three', 'four'].map((name) => {
    main.must('worktree', 'add', '--quiet', '-b', name, `${main.path}/../${name}-${process.pid}`);
    return { name, project: main.at(join(main.path, '..', `${name}-${process.pid}`)) };
  });
  const counts = { merges: 0, conflicts: 0 };
  let at = -1;
  const remember = ({ name, project }: { name: string; project: MergeProject }): void => {
    const state = stateOf(project);
    states.set(name, state);
    commits.set(project.must('rev-parse', 'HEAD').trim(), state);
  };
  try {
    for (const seed of seeds) {
      at = seed;
      const pick = random(seed);
      const branches = trees.slice(0, 2 + pick(3));
      const [first] = branches;
      let now = 0;
      first?.project.must('reset', '--quiet', '--hard', 'main');
      for (let item = 0; item < 2; item += 1) {
        now += 1;
        const tickets = await first?.project.tickets('ann', now);
        await tickets?.create({ title: `${WORDS[item]} item`, body: 'One.\n\nTwo.\n\nThree.\n\nFour.\n' });
      }
      first?.project.commit('items');
      for (const branch of branches) {
        branch.project.must('reset', '--quiet', '--hard', 'one');
        remember(branch);
      }
      for (let round = 0; round < 2; round += 1) {
        for (const { name, project } of branches) {
          // Each branch has a clock of its own, so that times coincide, and contradict.
          for (let count = pick(4), clock = now + pick(3); count >= 0; count -= 1) {
            clock += 1 + pick(2);
            await operate(project, pick, clock, name);
          }
          project.commit(`${name} ${round}`);
          remember({ name, project });
        }
        now += 4;
        // Two branches that merge each other from before their merges: criss-cross.
        const [a, b] = [branches[pick(branches.length)], branches[pick(branches.length)]];
        if (!a || !b || a === b) continue;
        const sides = [a, b].map(({ name }) => states.get(name) as Map<string, State>);
        main.must('branch', '--quiet', '--force', 'before', a.name);
        states.set('before', sides[0] as Map<string, State>);
        counts.conflicts += (await merge(main, a.project, b.name)).length;
        remember(a);
        counts.conflicts += (await merge(main, b.project, 'before')).length;
        remember(b);
        counts.merges += 2;
      }
    }
  } catch (error) {
    throw new Error(`in history ${at}`, { cause: error });
  } finally {
    for (const { project } of trees) main.git('worktree', 'remove', '--force', project.path);
  }
  return counts;
}
