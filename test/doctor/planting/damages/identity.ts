import { parseItemFile } from '../../../../src/format/item-file.ts';
import type { Damage, Planted } from '../damage.ts';
import type { Random } from '../random.ts';
import { copyOf, eventsOf, moved, needText, type Subject, withFile } from '../subject.ts';

/** The value of a key of item.md changed. */
function setKey(subject: Subject, key: string, to: string): { text: string; line: number } {
  const lines = needText(subject, 'item.md').split('\n');
  const index = lines.findIndex((line) => line.startsWith(`${key}: `));
  lines[index] = `${key}: ${to}`;
  return { text: lines.join('\n'), line: index + 1 };
}

function keyChanged(
  name: string,
  key: string,
  change: (value: string, random: Random, subject: Subject) => string | null,
  rules: readonly string[],
  severity: Planted['severity'],
): Damage {
  return {
    name,
    plant: (subject, random) => {
      const before = new RegExp(`^${key}: (.*)$`, 'm').exec(needText(subject, 'item.md'))?.[1] ?? '';
      const after = change(before, random, subject);
      if (after === null || after === before) return null;
      const { text, line } = setKey(subject, key, after);
      return {
        tree: withFile(subject, 'item.md', text),
        rules,
        paths: [`${subject.path}/item.md`],
        lines: [line, line],
        severity,
      };
    },
  };
}

function otherDigit(text: string, random: Random): string {
  const digits = [...text.matchAll(/\d/g)].map((match) => match.index);
  const at = random.pick(digits);
  return `${text.slice(0, at)}${(Number(text[at]) + 1 + random.below(8)) % 10}${text.slice(at + 1)}`;
}

/** The item's directory copied under the name of another item, to begin a new one, and its id never changed. */
function copied(subject: Subject, at: 'copy' | 'original'): Planted {
  const id = '20260619-120000-begun-from-a-copy';
  const to = `open/${id}`;
  return {
    tree: { ...subject.tree, ...copyOf(subject.tree, subject.path, to) },
    rules: ['id/duplicate'],
    paths: [`${at === 'copy' ? to : subject.path}/item.md`],
    severity: 'error',
  };
}

const otherStatus = (status: string, random: Random): string =>
  random.pick(['open', 'pending', 'closed'].filter((name) => name !== status));

const setStatus = (status: string) => (text: string) =>
  text.startsWith('---\n') ? text.replace(/^status: .*/m, `status: ${status}`) : text;

export const IDENTITY: readonly Damage[] = [
  keyChanged('id mistyped', 'id', otherDigit, ['id/differs-from-directory'], 'error'),
  keyChanged('id of the other item', 'id', (_, __, { other }) => other.id, ['id/differs-from-directory'], 'error'),
  keyChanged(
    'slug mistyped',
    'slug',
    (slug) => `${slug.replace(/^["']|["']$/g, '')}x`,
    ['id/differs-from-slug'],
    'warning',
  ),
  keyChanged(
    'slug malformed',
    'slug',
    (_, random) => random.pick(['Slow Search', 'a_b', 'a/b', '検索', '-x']),
    ['slug/malformed'],
    'warning',
  ),
  {
    name: 'slug of the other item',
    times: 2,
    plant: (subject, random) => {
      const slug = parseItemFile(needText({ ...subject, path: subject.other.path }, 'item.md')).fields.slug;
      const { text } = setKey(subject, 'slug', slug);
      return {
        tree: withFile(subject, 'item.md', text),
        rules: ['slug/duplicate'],
        paths: [`${random.pick([subject.path, subject.other.path])}/item.md`],
        severity: 'error',
      };
    },
  },
  {
    name: 'slug of the other item in another case',
    plant: (subject) => {
      const slug = parseItemFile(needText({ ...subject, path: subject.other.path }, 'item.md')).fields.slug;
      const { text } = setKey(subject, 'slug', slug.toUpperCase());
      return {
        tree: withFile(subject, 'item.md', text),
        rules: ['slug/duplicate-case'],
        paths: [`${subject.path}/item.md`, `${subject.other.path}/item.md`],
        severity: 'warning',
      };
    },
  },
  {
    name: 'directory renamed',
    plant: (subject, random) => {
      const name = random.pick([otherDigit(subject.id, random), `${subject.id}-2`, subject.id.slice(0, -1)]);
      const to = `${subject.status}/${name}`;
      const tree = moved(subject.tree, subject.path, to);
      return { tree, rules: ['id/differs-from-directory'], paths: [`${to}/item.md`], severity: 'error' };
    },
  },
  {
    name: 'directory no id',
    plant: (subject, random) => {
      const to = `${subject.status}/${random.pick(['slow-search', `${subject.id} (copy)`, `${subject.id}.bak`])}`;
      const tree = moved(subject.tree, subject.path, to);
      return { tree, rules: ['id/malformed'], paths: [to, `${to}/item.md`], severity: 'warning' };
    },
  },
  { name: 'item copied, seen at the copy', plant: (subject) => copied(subject, 'copy') },
  { name: 'item copied, seen at the original', plant: (subject) => copied(subject, 'original') },
  {
    name: 'item copied in another case',
    plant: (subject) => {
      const to = `${subject.status}/${subject.id.slice(0, 16)}${subject.id.slice(16).toUpperCase()}`;
      return {
        tree: { ...subject.tree, ...copyOf(subject.tree, subject.path, to) },
        rules: ['id/duplicate-case'],
        paths: [to, subject.path],
        severity: 'error',
      };
    },
  },
  keyChanged(
    'unknown status',
    'status',
    (status, random) => random.pick([`${status}x`, 'done', 'Open', 'in-progress']),
    ['status/unknown'],
    'error',
  ),
  keyChanged('status changed by hand', 'status', otherStatus, ['status/differs-from-directory'], 'error'),
  {
    name: 'directory moved by hand',
    plant: (subject, random) => {
      const to = `${otherStatus(subject.status, random)}/${subject.id}`;
      return {
        tree: moved(subject.tree, subject.path, to),
        rules: ['status/differs-from-directory'],
        paths: [`${to}/item.md`],
        severity: 'error',
      };
    },
  },
  {
    name: 'directory and status changed without an event',
    plant: (subject, random) => {
      const status = otherStatus(subject.status, random);
      const to = `${status}/${subject.id}`;
      const moves = eventsOf(subject).some(({ kind }) => ['close', 'state_changed'].includes(kind));
      if (!moves && status !== 'closed') {
        return {
          beyond: 'the old script moved items without an event: a log that never speaks of the status is no fault',
        };
      }
      return {
        tree: moved(subject.tree, subject.path, to, setStatus(status)),
        rules: ['status/differs-from-log', 'closed/no-close-event'],
        paths: [`${to}/thread.md`],
        severity: 'warning',
      };
    },
  },
  {
    name: 'item.md of the other item',
    plant: (subject) => ({
      tree: withFile(subject, 'item.md', needText({ ...subject, path: subject.other.path }, 'item.md')),
      rules: ['id/differs-from-directory'],
      paths: [`${subject.path}/item.md`],
      severity: 'error',
    }),
  },
  {
    name: 'thread.md of the other item',
    plant: (subject) => {
      const other = { ...subject, path: subject.other.path };
      const times = (each: Pick<Subject, 'tree' | 'path'>): string => {
        const { createdAt, updatedAt } = parseItemFile(needText(each, 'item.md')).fields;
        return `${createdAt} ${updatedAt}`;
      };
      if (times(subject) === times(other)) {
        return { beyond: 'two logs without ids, begun and last changed in the same seconds, changed places' };
      }
      return {
        tree: withFile(subject, 'thread.md', needText(other, 'thread.md')),
        rules: [
          'front-matter/created-differs-from-log',
          'front-matter/updated-after-log',
          'front-matter/updated-behind-log',
        ],
        paths: [`${subject.path}/item.md`],
        severity: 'warning',
      };
    },
  },
];
