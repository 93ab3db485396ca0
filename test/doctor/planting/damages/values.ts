import { parseItemFile } from '../../../../src/format/item-file.ts';
import type { Damage } from '../damage.ts';
import { fieldValue, inItem, keyOf, onLine } from '../on-line.ts';
import type { Random } from '../random.ts';
import { needText, type Subject } from '../subject.ts';

const set = (to: (line: string, random: Random, subject: Subject) => string) => {
  return (line: string, random: Random, subject: Subject): string => `${keyOf(line)}: ${to(line, random, subject)}`;
};

const TIMES = ['created_at', 'updated_at'];

export const VALUES: readonly Damage[] = [
  onLine(
    'impossible time',
    TIMES,
    set((line, random) => {
      const time = fieldValue(line);
      return random.pick([
        '2026-02-30T10:00:00Z',
        '2026-06-31T00:00:00Z',
        time.replace(/T\d\d/, 'T24'),
        time.replace(/:\d\dZ/, ':60Z'),
        time.replace(/-\d\d-/, '-13-'),
        '0000-00-00T00:00:00Z',
      ]);
    }),
    ['front-matter/bad-time'],
    'error',
  ),
  onLine(
    'time in another form',
    TIMES,
    set((line, random) => {
      const time = fieldValue(line).replace(/Z$/, '');
      return random.pick([
        `${time}+09:00`,
        `${time}+0000`,
        time,
        `${time}.123Z`,
        `${time}z`,
        time.replace('T', ' '),
        time.slice(0, 10),
        `${Date.parse(`${time}Z`)}`,
        'yesterday',
      ]);
    }),
    ['front-matter/bad-time'],
    'error',
  ),
  onLine(
    'updated_at before created_at',
    ['updated_at'],
    set(() => '2001-01-01T00:00:00Z'),
    ['front-matter/updated-before-created'],
    'error',
  ),
  {
    name: 'updated_at put back',
    plant: (subject) => {
      const text = needText(subject, 'item.md');
      const { createdAt, updatedAt } = parseItemFile(text).fields;
      if (createdAt === updatedAt) return null;
      const after = text.replace(/^updated_at: .*/m, `updated_at: ${createdAt}`);
      return inItem(subject, after, { rules: ['front-matter/updated-behind-log'], severity: 'warning' });
    },
  },
  onLine(
    'created_at of another day',
    ['created_at'],
    set((line) => fieldValue(line).replace(/^\d{4}/, '2025')),
    ['id/differs-from-created-at', 'front-matter/created-differs-from-log'],
    'warning',
  ),
  onLine(
    'unknown priority',
    ['priority'],
    set((_, random) => random.pick(['P4', 'p1', 'high', '2', 'P22', 'none'])),
    ['front-matter/unknown-priority'],
    'warning',
  ),
  onLine(
    'kind misspelled',
    ['kind'],
    set((_, random) => random.pick(['taks', 'bugs', 'featur', 'Task', 'audt', 'feautre'])),
    ['front-matter/unknown-kind'],
    'hint',
  ),
  onLine(
    'title empty for YAML',
    ['title'],
    set((_, random) => random.pick(['[draft]', 'null', '2026', '~', '{a}', 'true'])),
    ['front-matter/wrong-type'],
    'warning',
  ),
  onLine(
    'title no YAML',
    ['title'],
    set((_, random) => random.pick(['a: b', '@ann', '`x` y', '"a" b', '%x', '[x] y', '*a* b', 'x:'])),
    ['front-matter/invalid-yaml'],
    'warning',
  ),
  onLine(
    'title cut by YAML',
    ['title'],
    set((line) => `${fieldValue(line).replace(/["':#]/g, '')} #12`),
    ['front-matter/title-cut-by-yaml'],
    'warning',
  ),
  onLine(
    'labels no list',
    ['labels'],
    set((_, random) => random.pick(['search', 'a, b', '{a: 1}', '[[a]]'])),
    ['front-matter/wrong-type'],
    'warning',
  ),
  onLine(
    'list never closed',
    ['labels'],
    (line) => line.replace(/\]?$/, '').replace(/\[?([^[]*)$/, '[$1'),
    ['front-matter/invalid-yaml'],
    'warning',
  ),
  onLine(
    'quote never closed',
    ['title', 'assignee'],
    set((line) => `"${fieldValue(line).replace(/^["']|["']$/g, '')}`),
    ['front-matter/invalid-yaml'],
    'warning',
  ),
];
