import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/registry.ts';
import { compareSeal } from '../../src/tickets/digest/compare-seal.ts';
import { parseDigest } from '../../src/tickets/digest/parse-digest.ts';
import { type GitProject, gitProject } from '../support/git-project.ts';
import { oldEvent } from '../support/old-event.ts';

const LATER = { TICKETS_NOW: '2026-06-01T10:00:00Z' };

/** What is wrong with the seals of a tree: a closed item's is fresh, and no other item has one. */
function faults(root: string): string[] {
  // git keeps no empty directory.
  const statuses = ['open', 'pending', 'closed'].filter((status) => existsSync(join(root, status)));
  return statuses.flatMap((status) =>
    readdirSync(join(root, status))
      .filter((id) => !id.startsWith('.'))
      .flatMap((id) => {
        const path = join(root, status, id);
        const file = join(path, 'digest.json');
        if (status !== 'closed') return existsSync(file) ? [`${status}/${id} is sealed`] : [];
        const seal = existsSync(file) ? parseDigest(readFileSync(file, 'utf8')) : null;
        if (!seal) return [`${id} has no seal`];
        const state = compareSeal(seal, 'closed', readFileSync(join(path, 'thread.md')));
        return seal.item === id && state === 'fresh' ? [] : [`${id}: ${state}`];
      }),
  );
}

function closedItems(root: string): string[] {
  return readdirSync(join(root, 'closed')).filter((id) => !id.startsWith('.'));
}

async function newItem(project: GitProject): Promise<string> {
  const { stdout } = await project.run(['new', 'An item', '--slug', 'item', '-m', 'Text.']);
  return stdout.trim();
}

/** An item whose close was killed behind the event: the log says that it is closed, and nothing else does. */
async function killedClose(project: GitProject): Promise<string> {
  const id = await newItem(project);
  const item = project.read(`work-items/open/${id}/item.md`);
  await project.run(['close', id, '-m', 'Done.'], { env: LATER });
  const closed = join(project.root, 'closed', id);
  for (const name of ['digest.json', 'resolution.md']) rmSync(join(closed, name));
  renameSync(closed, join(project.root, 'open', id));
  project.write(`work-items/open/${id}/item.md`, item);
  return id;
}

/** An item that the old script closed: whole, and without a seal. */
async function unsealed(project: GitProject): Promise<string> {
  const id = await newItem(project);
  await project.run(['close', id, '-m', 'Done.']);
  rmSync(join(project.root, 'closed', id, 'digest.json'));
  return id;
}

type Way = (project: GitProject) => Promise<unknown>;

const run =
  (...args: string[]): Way =>
  async (project) => {
    const id = await newItem(project);
    await project.run(args.map((arg) => (arg === 'ID' ? id : arg)));
  };
/** Whatever writes to an item first does what a killed close left. */
const finishes =
  (...args: string[]): Way =>
  async (project) => {
    const id = await killedClose(project);
    await project.run(args.map((arg) => (arg === 'ID' ? id : arg)));
  };

/** One branch closes the item, the other comments on it. */
async function twoBranches(project: GitProject, merge: (id: string) => Promise<unknown>): Promise<void> {
  const id = await newItem(project);
  project.commit();
  project.git('checkout', '-q', '-b', 'topic');
  await project.run(['close', id, '-m', 'Done.'], { env: LATER });
  project.commit();
  project.git('checkout', '-q', 'main');
  await project.run(['comment', id, '-m', 'Not yet.'], { env: LATER });
  project.commit();
  await merge(id);
}

function merged(project: GitProject): void {
  try {
    project.git('merge', '-q', 'topic');
  } catch {
    // Without drivers git stops in conflict, which is what `resolve` is for.
  }
}

const NEVER = 'cannot end an item';

/** How each command could end an item. One that is not named here fails the test below. */
const WAYS: Record<string, typeof NEVER | Record<string, Way>> = {
  ...Object.fromEntries(
    [
      'init',
      'setup',
      'list',
      'show',
      'search',
      'log',
      'insight',
      'history',
      'unlock',
      'export',
      'verify',
      'completion',
      'guide',
    ].map((name) => [name, NEVER]),
  ),
  new: NEVER,
  comment: { 'finishes a killed close': finishes('comment', 'ID', '-m', 'Text.') },
  plan: { 'finishes a killed close': finishes('plan', 'ID', '-m', 'Text.') },
  decide: { 'finishes a killed close': finishes('decide', 'ID', '-m', 'Text.') },
  report: { 'finishes a killed close': finishes('report', 'ID', '-m', 'Text.') },
  review: { 'finishes a killed close': finishes('review', 'ID', '--approve', '-m', 'Text.') },
  edit: { 'finishes a killed close': finishes('edit', 'ID', '--title', 'Other') },
  redact: { 'finishes a killed close': finishes('redact', 'ID', '1', '--reason', 'A secret.') },
  claim: { 'finishes a killed close': finishes('claim', 'ID') },
  unclaim: { 'finishes a killed close': finishes('unclaim', 'ID') },
  status: {
    closed: run('status', 'ID', 'closed'),
    'finishes a killed close': finishes('status', 'ID', 'closed'),
  },
  close: { closes: run('close', 'ID', '-m', 'Done.'), 'finishes a killed close': finishes('close', 'ID', '-m', 'No.') },
  reopen: {
    'of one item, while another one is closed': async (project) => {
      await project.run(['new', 'Another', '--slug', 'another']);
      for (const slug of ['another']) await project.run(['close', slug, '-m', 'Done.']);
      const id = await killedClose(project);
      await project.run(['reopen', id, '-m', 'Not yet.']);
    },
  },
  doctor: {
    '--fix finishes a killed close': finishes('doctor', '--fix'),
    '--fix seals what the old script closed': async (project) => {
      await unsealed(project);
      await project.run(['doctor', '--fix']);
    },
    '--fix seals a log that it repairs': async (project) => {
      const id = await newItem(project);
      await project.run(['close', id, '-m', 'Done.']);
      const path = `work-items/closed/${id}/thread.md`;
      const text = `\ufeff${project.read(path)}`;
      project.write(path, text);
      rmSync(join(project.root, 'closed', id, 'digest.json'));
      await project.run(['doctor', '--fix']);
      expect(project.read(path)).not.toBe(text);
    },
    '--fix seals a log that has grown': async (project) => {
      const id = await newItem(project);
      await project.run(['close', id, '-m', 'Done.']);
      const path = `work-items/closed/${id}/thread.md`;
      project.write(path, `${project.read(path)}\n${oldEvent({ at: '2026-06-01T09:00:00Z' })}`);
      await project.run(['doctor', '--fix']);
    },
  },
  migrate: {
    '--status closed': async (project) => {
      project.write('TODO.md', '- A thing → [tickets/thing.md](tickets/thing.md)\n');
      project.write('tickets/thing.md', '# A thing\n\nText.\n');
      await project.run(['migrate', '--status', 'closed', '--date', '2026-05-27']);
    },
  },
  import: {
    'of what the old script closed, twice': async (project) => {
      const id = await unsealed(project);
      const { stdout } = await project.run(['export']);
      rmSync(join(project.root, 'closed', id), { recursive: true });
      project.write('export.json', stdout);
      for (const _again of [1, 2]) expect((await project.run(['import', 'export.json'])).exitCode).toBe(0);
    },
  },
  resolve: {
    'after a merge with a close': (project) =>
      twoBranches(project, async () => {
        merged(project);
        expect((await project.run(['resolve'])).exitCode).toBe(0);
      }),
  },
  sync: {
    'with a branch that closed it': (project) =>
      twoBranches(project, async () => {
        const middle = join(project.path, '.git', 'middle');
        project.git('init', '-q', '--bare', '-b', 'main', middle);
        project.git('remote', 'add', 'origin', middle);
        project.git('push', '-q', 'origin', 'topic:main');
        project.git('fetch', '-q');
        project.git('branch', '-q', '--set-upstream-to', 'origin/main');
        await project.run(['setup']);
        project.commit();
        const { stderr } = await project.run(['sync'], {
          env: {
            GIT_AUTHOR_NAME: 't',
            GIT_AUTHOR_EMAIL: 't@e.org',
            GIT_COMMITTER_NAME: 't',
            GIT_COMMITTER_EMAIL: 't@e.org',
          },
        });
        expect(stderr).not.toContain('error:');
      }),
  },
  // Git calls it for one file of a merge and lets it see no other; `resolve` and `sync` seal what comes out.
  'merge-driver': NEVER,
};

it('every command is in the table', () => {
  expect(Object.keys(WAYS).sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
});

const ways = Object.entries(WAYS).flatMap(([name, of]) =>
  of === NEVER ? [] : Object.entries(of).map(([how, way]) => [`${name}: ${how}`, way] as const),
);

describe('no command ends an item without its seal', () => {
  it.each(ways)('%s', async (_name, way) => {
    const project = gitProject();
    await way(project);
    expect(closedItems(project.root)).toHaveLength(1);
    expect(faults(project.root)).toEqual([]);
  });

  it('the check itself finds an item without one, and one whose log was changed', async () => {
    const project = gitProject();
    const id = await unsealed(project);
    expect(faults(project.root)).toEqual([`${id} has no seal`]);
    await project.run(['doctor', '--fix']);
    const path = `work-items/closed/${id}/thread.md`;
    project.write(path, project.read(path).replace('Done.', 'Gone.'));
    expect(faults(project.root)).toEqual([`${id}: changed`]);
    // The tool's own append does not hide it.
    await project.run(['comment', id, '-m', 'Text.']);
    expect(faults(project.root)).toEqual([`${id}: changed`]);
    expect((await project.run(['doctor'])).stdout).toContain('digest/log-changed');
  });
});
