import type { Severity } from '../../../../src/doctor/finding.ts';
import { parseItemFile } from '../../../../src/format/item-file.ts';
import type { Damage, Planted } from '../damage.ts';
import type { Random } from '../random.ts';
import { needText, type Subject, withFile } from '../subject.ts';

const KEYS = [
  'id',
  'slug',
  'title',
  'status',
  'kind',
  'priority',
  'labels',
  'created_at',
  'updated_at',
  'assignee',
  'legacy_ticket',
];

interface Found {
  rules: readonly string[];
  severity: Severity;
  /** Left out: anywhere in item.md. */
  lines?: readonly [number, number];
}

const planted = (subject: Subject, text: string, { rules, severity, lines }: Found): Planted => ({
  tree: withFile(subject, 'item.md', text),
  rules,
  paths: [`${subject.path}/item.md`],
  severity,
  ...(lines && { lines }),
});

/** The lines of item.md, and the index of the front matter's last line. */
function linesOf(subject: Subject): { lines: string[]; closer: number } {
  const lines = needText(subject, 'item.md').split('\n');
  return { lines, closer: lines.indexOf('---', 1) };
}

/** Damage to the line of one key, found on that line. */
function onLine(
  name: string,
  keys: readonly string[],
  change: (line: string, random: Random, subject: Subject) => string | null,
  rules: readonly string[],
  severity: Severity,
  anywhere = false,
): Damage {
  return {
    name,
    plant: (subject, random) => {
      const { lines, closer } = linesOf(subject);
      const key = random.pick(keys);
      const index = lines.findIndex((line, at) => at < closer && line.startsWith(`${key}:`));
      const before = lines[index];
      if (before === undefined) return null;
      const after = change(before, random, subject);
      if (after === null || after === before) return null;
      lines[index] = after;
      const place = anywhere ? {} : { lines: [index + 1, index + 1] as const };
      return planted(subject, lines.join('\n'), { rules, severity, ...place });
    },
  };
}

/** Damage to the two lines `---`. */
function onFrame(name: string, change: (subject: Subject, random: Random) => string, rules: readonly string[]): Damage {
  return { name, plant: (subject, random) => planted(subject, change(subject, random), { rules, severity: 'error' }) };
}

const changeLine = (at: 'opener' | 'closer', change: (line: string, random: Random) => string[]) => {
  return (subject: Subject, random: Random): string => {
    const { lines, closer } = linesOf(subject);
    lines.splice(at === 'opener' ? 0 : closer, 1, ...change('---', random));
    return lines.join('\n');
  };
};

const value = (line: string): string => line.slice(line.indexOf(':') + 1).trim();
const keyOf = (line: string): string => line.slice(0, line.indexOf(':'));
const set = (to: (line: string, random: Random, subject: Subject) => string) => {
  return (line: string, random: Random, subject: Subject): string => `${keyOf(line)}: ${to(line, random, subject)}`;
};

const MISSING = ['front-matter/missing-key'];
const NO_CLOSER = ['front-matter/no-closer', 'front-matter/too-large'];
const TIMES = ['created_at', 'updated_at'];

/** A misspelled key: a letter lost, doubled, swapped with the next, or another case. */
function misspelled(key: string, random: Random): string {
  const at = random.below(key.length - 1);
  return random.pick([
    key.slice(0, at) + key.slice(at + 1),
    key.slice(0, at + 1) + key.slice(at),
    `${key.slice(0, at)}${key[at + 1]}${key[at]}${key.slice(at + 2)}`,
    key.toUpperCase(),
    `x_${key}`,
  ]);
}

export const FRONT_MATTER: readonly Damage[] = [
  onFrame('opener lost', (subject) => needText(subject, 'item.md').slice(4), ['front-matter/no-opener']),
  onFrame(
    'opener indented, longer, or behind text',
    changeLine('opener', (line, random) => [
      random.pick([` ${line}`, `${line}-`, `${line} `, `\t${line}`, `x${line}`]),
    ]),
    ['front-matter/no-opener'],
  ),
  onFrame(
    'text before the opener',
    changeLine('opener', (line, random) => [random.pick(['', '# Title', '<!-- x -->']), line]),
    ['front-matter/no-opener'],
  ),
  onFrame(
    'opener doubled',
    changeLine('opener', (line) => [line, line]),
    MISSING,
  ),
  {
    name: 'closer lost, indented or longer',
    times: 3,
    plant: (subject, random) => {
      const text = changeLine('closer', (line, chance) =>
        chance.pick([[], [''], [` ${line}`], [`${line}-`], [`${line} `], ['--'], ['===']]),
      )(subject, random);
      return planted(subject, text, { rules: NO_CLOSER, severity: 'error' });
    },
  },
  onFrame(
    'closer joined to the last field',
    (subject) => {
      const { lines, closer } = linesOf(subject);
      lines.splice(closer - 1, 2, `${lines[closer - 1]}---`);
      return lines.join('\n');
    },
    NO_CLOSER,
  ),
  onFrame(
    'something huge pasted into the front matter',
    (subject) =>
      needText(subject, 'item.md').replace('\n', `\n${'pasted: line of a log that does not end\n'.repeat(1800)}`),
    ['front-matter/too-large'],
  ),
  onLine('field lost', KEYS, () => '# gone', MISSING, 'error', true),
  onLine(
    'key misspelled',
    KEYS,
    (line, random) => misspelled(keyOf(line), random) + line.slice(keyOf(line).length),
    MISSING,
    'error',
    true,
  ),
  onLine('key indented', KEYS, (line, random) => random.pick(['\t', ' ', '  ']) + line, MISSING, 'error', true),
  onLine('colon lost', KEYS, (line) => line.replace(':', ''), MISSING, 'error', true),
  onLine('value lost', KEYS, (line, random) => `${keyOf(line)}:${random.pick(['', ' ', '   '])}`, MISSING, 'error'),
  onLine(
    'space after the colon lost',
    KEYS,
    (line) => line.replace(': ', ':'),
    ['front-matter/no-space-after-key'],
    'warning',
  ),
  {
    name: 'field doubled',
    plant: (subject, random) => {
      const { lines, closer } = linesOf(subject);
      const from = 1 + random.below(closer - 1);
      const to = 1 + random.below(closer);
      lines.splice(to, 0, random.chance(0.5) ? `${lines[from]}` : `${keyOf(lines[from] ?? '')}: other`);
      const line = Math.max(from < to ? from : from + 1, to) + 1;
      const rules = ['front-matter/duplicate-key'];
      return planted(subject, lines.join('\n'), { rules, severity: 'warning', lines: [line, line] });
    },
  },
  {
    name: 'two lines of the front matter joined',
    plant: (subject, random) => {
      const { lines, closer } = linesOf(subject);
      const at = 1 + random.below(closer - 2);
      lines.splice(at, 2, `${lines[at]}${lines[at + 1]}`);
      return planted(subject, lines.join('\n'), { rules: MISSING, severity: 'error' });
    },
  },
  {
    name: 'title broken into two lines',
    plant: (subject, random) => {
      const { lines, closer } = linesOf(subject);
      const at = lines.findIndex((line) => line.startsWith('title: '));
      const line = lines[at] ?? '';
      const cut = 'title: '.length + 1 + random.below(Math.max(1, line.length - 'title: '.length - 1));
      const rest = line.slice(cut);
      if (at < 0 || at >= closer || rest === '') return null;
      if (/^[\p{L}_][\p{L}\p{N}_.-]*[ \t]*:/u.test(rest)) {
        return { beyond: 'the second half of a broken title reads as a field of its own' };
      }
      if (rest.trimStart().startsWith('#'))
        return { beyond: 'the second half of a broken title reads as a comment of YAML' };
      lines.splice(at, 1, line.slice(0, cut), rest);
      return planted(subject, lines.join('\n'), {
        rules: ['front-matter/not-a-field', 'front-matter/wrong-type', 'front-matter/invalid-yaml'],
        severity: 'warning',
        lines: [at + 1, at + 2],
      });
    },
  },
  {
    name: 'text pasted into the front matter',
    plant: (subject, random) => {
      const { lines, closer } = linesOf(subject);
      const at = 1 + random.below(closer - 1);
      lines.splice(at, 0, random.pick(['for everybody', '- a list', '## Background?', '{"a": 1}', '<<<<']));
      if (lines[at]?.startsWith('#')) return { harmless: 'a line with # is a comment in YAML' };
      return planted(subject, lines.join('\n'), {
        rules: ['front-matter/not-a-field'],
        severity: 'warning',
        lines: [at + 1, at + 1],
      });
    },
  },
  onLine(
    'impossible time',
    TIMES,
    set((line, random) => {
      const time = value(line);
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
      const time = value(line).replace(/Z$/, '');
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
      return planted(subject, after, { rules: ['front-matter/updated-behind-log'], severity: 'warning' });
    },
  },
  onLine(
    'created_at of another day',
    ['created_at'],
    set((line) => value(line).replace(/^\d{4}/, '2025')),
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
    set((line) => `${value(line).replace(/["':#]/g, '')} #12`),
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
    set((line) => `"${value(line).replace(/^["']|["']$/g, '')}`),
    ['front-matter/invalid-yaml'],
    'warning',
  ),
];
