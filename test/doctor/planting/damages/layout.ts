import type { ExampleEntry } from '../../../../src/doctor/example-tree.ts';
import type { Damage, Planted } from '../damage.ts';
import type { Random } from '../random.ts';
import { copyOf, moved, needText, type Subject, textOf, withFile, without } from '../subject.ts';

const lost = (subject: Subject, name: string, rule: string): Planted => ({
  tree: without(subject.tree, `${subject.path}/${name}`),
  rules: [rule],
  paths: [subject.path],
  severity: 'error',
});

const added = (
  subject: Subject,
  path: string,
  entry: ExampleEntry,
  rules: string[],
  severity: Planted['severity'],
) => ({
  tree: { ...subject.tree, [path]: entry },
  rules,
  paths: [path],
  severity,
});

/** A status directory with no item in it, without its .gitkeep. */
function emptyStatus({ tree }: Subject, random: Random): string | null {
  const empty = ['open', 'pending', 'closed'].filter(
    (status) => !Object.keys(tree).some((path) => path.startsWith(`${status}/`) && path !== `${status}/.gitkeep`),
  );
  return empty.length === 0 ? null : random.pick(empty);
}

function otherStatus({ status, other }: Subject, random: Random): string {
  const taken = other.path.slice(0, other.path.indexOf('/'));
  const free = ['open', 'pending', 'closed'].filter((name) => name !== status);
  return random.pick(free.filter((name) => name !== taken || free.length === 1));
}

/** A file of the item, one that it has. */
function ownFile(subject: Subject, random: Random): string {
  return random.pick(['item.md', 'thread.md', 'resolution.md'].filter((name) => textOf(subject, name) !== null));
}

/** The tree with the item somewhere else, where no command looks. */
function astray(subject: Subject, to: string, found = to): Planted {
  const tree = moved(subject.tree, subject.path, to);
  return { tree, rules: ['layout/item-outside-status'], paths: [found], severity: 'error' };
}

const replaced = (
  subject: Subject,
  path: string,
  entry: ExampleEntry,
  rules: readonly string[],
): ReturnType<Damage['plant']> => ({
  tree: { ...without(subject.tree, path), [path]: entry },
  rules,
  paths: [path],
  severity: 'error',
});

export const LAYOUT: readonly Damage[] = [
  { name: 'item.md lost', plant: (subject) => lost(subject, 'item.md', 'layout/missing-item') },
  { name: 'thread.md lost', plant: (subject) => lost(subject, 'thread.md', 'layout/missing-thread') },
  { name: 'artifacts lost', plant: (subject) => lost(subject, 'artifacts', 'layout/missing-artifacts') },
  {
    name: 'item.md and thread.md lost',
    plant: (subject) => ({
      tree: without(without(subject.tree, `${subject.path}/item.md`), `${subject.path}/thread.md`),
      rules: ['layout/stray-directory'],
      paths: [subject.path],
      severity: 'warning',
    }),
  },
  {
    name: 'stray file',
    plant: (subject, random) => {
      const path = random.pick(['notes.md', `${subject.status}/notes.md`, 'closed/item.md~', 'open/slow.md.orig']);
      return added(subject, path, 'Notes\n', ['layout/stray-file'], 'hint');
    },
  },
  {
    name: 'stray directory',
    plant: (subject, random) => {
      const path = random.pick(['done', `${subject.status}/2026`, `pending/${subject.id}-old`]);
      return { ...added(subject, `${path}/notes.txt`, 'x', ['layout/stray-directory'], 'warning'), paths: [path] };
    },
  },
  {
    name: 'artifacts of the item in another status',
    plant: (subject, random) => {
      const path = `${otherStatus(subject, random)}/${subject.id}`;
      const planted = added(subject, `${path}/artifacts/late.txt`, 'x', ['layout/stray-directory'], 'warning');
      return { ...planted, paths: [path] };
    },
  },
  {
    name: 'husk',
    plant: (subject, random) => {
      const path = `${otherStatus(subject, random)}/${subject.id}`;
      return { ...added(subject, `${path}/artifacts`, null, ['layout/husk'], 'hint'), paths: [path] };
    },
  },
  {
    name: 'leftover of a crash',
    plant: (subject, random) => {
      const draft = `.tmp/4711-${'0123456789ab'.slice(random.below(3))}`;
      const text = needText(subject, 'item.md').slice(0, 200);
      const [path, more] = random.pick([
        [draft, ''],
        [draft, '/item.md'],
        ['.lock.0123456789abcdef', ''],
        ['.lock.break-0123456789abcdef', ''],
      ] as const);
      return { ...added(subject, path + more, text, ['layout/leftover'], 'warning'), paths: [path] };
    },
  },
  {
    name: 'file replaced by a link',
    plant: (subject, random) => {
      const path = `${subject.path}/${random.pick([ownFile(subject, random), 'artifacts'])}`;
      return replaced(subject, path, { symlink: random.pick(['elsewhere', '/dev/null', '../x/item.md']) }, [
        'layout/symlink',
      ]);
    },
  },
  {
    name: 'item or status replaced by a link',
    plant: (subject, random) =>
      replaced(subject, random.pick([subject.path, subject.status]), { symlink: '../elsewhere' }, ['layout/symlink']),
  },
  {
    name: 'file replaced by a FIFO',
    plant: (subject, random) => {
      const name = random.pick([ownFile(subject, random), 'artifacts', 'artifacts/pipe', 'pipe']);
      return replaced(subject, `${subject.path}/${name}`, { special: 'fifo' }, ['layout/special-file']);
    },
  },
  {
    name: 'file replaced by a directory',
    plant: (subject, random) =>
      replaced(subject, `${subject.path}/${ownFile(subject, random)}`, null, ['layout/special-file']),
  },
  {
    name: 'directory replaced by a file',
    plant: (subject, random) => {
      const path = random.pick([`${subject.path}/artifacts`, subject.path, subject.status]);
      return replaced(subject, path, random.pick(['', 'text\n']), ['layout/special-file']);
    },
  },
  {
    name: 'file beyond any size',
    plant: (subject, random) =>
      replaced(subject, `${subject.path}/${ownFile(subject, random)}`, { size: 2 ** 28 + 1 }, ['layout/unreadable']),
  },
  {
    name: 'item in two status directories',
    times: 2,
    plant: (subject, random) => {
      const status = otherStatus(subject, random);
      const to = `${status}/${subject.id}`;
      const change = (text: string): string =>
        random.chance(0.5) ? text.replace(/^status: .*/m, `status: ${status}`) : text;
      return {
        tree: { ...subject.tree, ...copyOf(subject.tree, subject.path, to, change) },
        rules: ['layout/two-status-directories'],
        paths: [random.pick([subject.path, to])],
        severity: 'error',
      };
    },
  },
  {
    name: 'status directory missing',
    plant: (subject, random) => {
      const status = emptyStatus(subject, random);
      if (status === null) return null;
      const tree = without(subject.tree, `${status}/.gitkeep`);
      return { tree, rules: ['layout/missing-status-directory'], paths: [status], severity: 'warning' };
    },
  },
  {
    name: 'item moved where nobody looks',
    times: 2,
    plant: (subject, random) => {
      const { id, status, other } = subject;
      const within = `${other.path}/${id}`;
      const to = random.pick([id, `done/${id}`, `Open/${id}`, `${status}/2026/${id}`, `${status}/.${id}`, within]);
      return astray(subject, to);
    },
  },
  {
    name: 'file name in another case',
    plant: (subject, random) => {
      const name = ownFile(subject, random);
      const text = needText(subject, name);
      const other = random.pick([name.toUpperCase(), name.replace(/^./, (letter) => letter.toUpperCase())]);
      const tree = { ...without(subject.tree, `${subject.path}/${name}`), [`${subject.path}/${other}`]: text };
      if (name !== 'resolution.md')
        return {
          tree,
          rules: ['layout/missing-item', 'layout/missing-thread'],
          paths: [subject.path],
          severity: 'error',
        };
      const paths = [`${subject.path}/resolution.md`];
      return { tree, rules: ['closed/no-resolution'], paths, severity: 'warning' };
    },
  },
  {
    name: 'directory name in another case',
    plant: (subject, random) => {
      const artifacts = random.chance(0.5);
      const name = artifacts ? 'artifacts' : subject.id;
      const from = artifacts ? `${subject.path}/artifacts` : subject.path;
      const to = `${from.slice(0, -name.length)}${name.replace(/[a-z]/, (letter) => letter.toUpperCase())}`;
      const tree = moved(subject.tree, from, to);
      return artifacts
        ? { tree, rules: ['layout/missing-artifacts'], paths: [subject.path], severity: 'error' }
        : { tree, rules: ['id/differs-from-directory'], paths: [`${to}/item.md`], severity: 'error' };
    },
  },
  {
    name: 'item.md and thread.md swapped',
    plant: (subject) => ({
      tree: {
        ...withFile(subject, 'item.md', needText(subject, 'thread.md')),
        [`${subject.path}/thread.md`]: needText(subject, 'item.md'),
      },
      rules: ['front-matter/no-opener', 'thread/no-events'],
      paths: [`${subject.path}/item.md`, `${subject.path}/thread.md`],
      severity: 'error',
    }),
  },
];
