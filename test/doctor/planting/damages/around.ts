import { oldEvent } from '../../../support/old-event.ts';
import type { Damage, Planted } from '../damage.ts';
import { mergeFile } from '../merge-file.ts';
import { eventsOf, needText, type Subject, textOf, withFile, without } from '../subject.ts';

/** Damage to a closed item's resolution. */
function resolution(
  name: string,
  change: (subject: Subject) => Planted['tree'],
  rules: readonly string[],
  severity: Planted['severity'],
): Damage {
  return {
    name: `closed: ${name}`,
    plant: (subject) => {
      if (subject.status !== 'closed' || textOf(subject, 'resolution.md') === null) return null;
      return { tree: change(subject), rules, paths: [`${subject.path}/resolution.md`], severity };
    },
  };
}

/** Only where the resolution is one: 32 of the real items have lost theirs. */
const isWhole = (subject: Subject): boolean => !textOf(subject, 'resolution.md')?.startsWith('---\n');

const onlyWhole = (damage: Damage): Damage => ({
  ...damage,
  plant: (subject, random) => (isWhole(subject) ? damage.plant(subject, random) : null),
});

const repeated = (subject: Subject): boolean =>
  eventsOf(subject).some(
    ({ kind, body }) => kind === 'close' && body.trim() === textOf(subject, 'resolution.md')?.trim(),
  );

export const AROUND: readonly Damage[] = [
  onlyWhole(
    resolution(
      'resolution lost',
      ({ tree, path }) => without(tree, `${path}/resolution.md`),
      ['closed/no-resolution'],
      'warning',
    ),
  ),
  onlyWhole(
    resolution(
      'resolution emptied',
      (subject) => withFile(subject, 'resolution.md', ''),
      ['closed/no-resolution'],
      'warning',
    ),
  ),
  onlyWhole(
    resolution(
      'resolution overwritten with the item',
      (subject) => withFile(subject, 'resolution.md', needText(subject, 'item.md')),
      ['closed/resolution-is-item-copy'],
      'error',
    ),
  ),
  {
    name: 'closed: resolution of another item',
    plant: (subject) => {
      if (subject.status !== 'closed' || !isWhole(subject) || textOf(subject, 'resolution.md') === null) return null;
      if (!repeated(subject)) return { beyond: 'a resolution was changed that no close event repeats' };
      return {
        tree: withFile(subject, 'resolution.md', 'Another work was done.\n'),
        rules: ['closed/resolution-differs'],
        paths: [`${subject.path}/resolution.md`],
        severity: 'warning',
      };
    },
  },
  {
    name: 'closed: unsolved merge of a resolution',
    plant: (subject) => {
      const text = textOf(subject, 'resolution.md');
      if (text === null) return null;
      const merged = mergeFile(`${text}\nDone by ann.\n`, text, `${text}\nDone by bob.\n`);
      return {
        tree: withFile(subject, 'resolution.md', merged),
        rules: ['front-matter/conflict-marker'],
        paths: [`${subject.path}/resolution.md`],
        severity: 'error',
      };
    },
  },
  {
    name: 'closed: close event lost',
    plant: (subject) => {
      const closes = eventsOf(subject).filter(({ kind }) => kind === 'close');
      const [close] = closes;
      if (subject.status !== 'closed' || closes.length !== 1 || !close) return null;
      const text = needText(subject, 'thread.md');
      return {
        tree: withFile(subject, 'thread.md', text.slice(0, close.start) + text.slice(close.end)),
        rules: ['closed/no-close-event', 'status/differs-from-log'],
        paths: [`${subject.path}/thread.md`],
        severity: 'warning',
      };
    },
  },
  {
    name: 'closed: resolution on an open item',
    plant: (subject) =>
      subject.status === 'closed'
        ? null
        : {
            tree: withFile(subject, 'resolution.md', 'Done.\n'),
            rules: ['closed/resolution-on-open'],
            paths: [`${subject.path}/resolution.md`],
            severity: 'warning',
          },
  },
  {
    name: 'review: changes requested and nothing since',
    plant: (subject) => {
      if (subject.status !== 'closed') return null;
      const at = eventsOf(subject).at(-1)?.at ?? '';
      const review = oldEvent({
        kind: 'review',
        at,
        more: 'status: request_changes',
        heading: 'Review: request changes',
      });
      return {
        tree: withFile(subject, 'thread.md', `${needText(subject, 'thread.md')}\n${review}`),
        rules: ['review/changes-requested-unanswered'],
        paths: [`${subject.path}/thread.md`],
        severity: 'warning',
      };
    },
  },
  {
    name: 'review: approved and open for long',
    plant: (subject) => {
      const last = eventsOf(subject).at(-1);
      if (subject.status !== 'open' || (last?.at ?? '') > '2026-06-10') return null;
      const review = oldEvent({
        kind: 'review',
        at: last?.at ?? '',
        more: 'status: approve',
        heading: 'Review: approve',
      });
      return {
        tree: withFile(subject, 'thread.md', `${needText(subject, 'thread.md')}\n${review}`),
        rules: ['review/approved-still-open'],
        paths: [`${subject.path}/thread.md`],
        severity: 'hint',
      };
    },
  },
  {
    name: 'migration: ticket still there',
    plant: ({ tree }, random) => {
      const name = `slow-${random.below(100)}`;
      const [path, rule] = random.pick([
        [`../tickets/${name}.md`, 'migration/legacy-ticket-file'],
        [`../tickets/${name}.review.md`, 'migration/legacy-review-file'],
      ] as const);
      return { tree: { ...tree, [path]: '# Slow\n' }, rules: [rule], paths: [path], severity: 'error' };
    },
  },
  {
    name: 'migration: TODO.md still points at a ticket',
    plant: ({ tree }, random) => ({
      tree: {
        ...tree,
        '../TODO.md': `# TODO\n\n${random.pick(['- ', '  - [ ] '])}Slow → [tickets/slow.md](tickets/slow.md)\n`,
      },
      rules: ['migration/todo-reference'],
      paths: ['../TODO.md'],
      lines: [3, 3],
      severity: 'error',
    }),
  },
  {
    name: 'migration: legacy_ticket changed',
    plant: (subject, random) => {
      const text = needText(subject, 'item.md');
      if (!/^legacy_ticket: tickets\//m.test(text) || !/^- legacy_ticket: tickets\//m.test(text)) return null;
      return {
        tree: withFile(
          subject,
          'item.md',
          text.replace(/^legacy_ticket: .*/m, `legacy_ticket: ${random.pick(['tickets/other.md', 'null'])}`),
        ),
        rules: ['migration/legacy-ticket-differs'],
        paths: [`${subject.path}/item.md`],
        severity: 'warning',
      };
    },
  },
  {
    name: 'migration: two items of one ticket',
    plant: (subject) => {
      const other = { ...subject, path: subject.other.path };
      const ticket = 'legacy_ticket: tickets/slow-search.md';
      const set = (text: string): string => text.replace(/^legacy_ticket: .*/m, ticket);
      return {
        tree: {
          ...withFile(subject, 'item.md', set(needText(subject, 'item.md'))),
          [`${other.path}/item.md`]: set(needText(other, 'item.md')),
        },
        rules: ['migration/duplicate-legacy-ticket'],
        paths: [`${subject.path}/item.md`, `${other.path}/item.md`],
        severity: 'warning',
      };
    },
  },
];
