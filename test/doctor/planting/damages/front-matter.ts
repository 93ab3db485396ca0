import type { Damage } from '../damage.ts';
import { inItem, keyOf, linesOf, onLine } from '../on-line.ts';
import type { Random } from '../random.ts';
import { needText, type Subject } from '../subject.ts';

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

/** Damage to the two lines `---`. */
function onFrame(name: string, change: (subject: Subject, random: Random) => string, rules: readonly string[]): Damage {
  return { name, plant: (subject, random) => inItem(subject, change(subject, random), { rules, severity: 'error' }) };
}

const changeLine = (at: 'opener' | 'closer', change: (line: string, random: Random) => string[]) => {
  return (subject: Subject, random: Random): string => {
    const { lines, closer } = linesOf(subject);
    lines.splice(at === 'opener' ? 0 : closer, 1, ...change('---', random));
    return lines.join('\n');
  };
};

const MISSING = ['front-matter/missing-key'];
const NO_CLOSER = ['front-matter/no-closer', 'front-matter/too-large'];

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
      return inItem(subject, text, { rules: NO_CLOSER, severity: 'error' });
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
      return inItem(subject, lines.join('\n'), { rules, severity: 'warning', lines: [line, line] });
    },
  },
  {
    name: 'two lines of the front matter joined',
    plant: (subject, random) => {
      const { lines, closer } = linesOf(subject);
      const at = 1 + random.below(closer - 2);
      lines.splice(at, 2, `${lines[at]}${lines[at + 1]}`);
      return inItem(subject, lines.join('\n'), { rules: MISSING, severity: 'error' });
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
      return inItem(subject, lines.join('\n'), {
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
      return inItem(subject, lines.join('\n'), {
        rules: ['front-matter/not-a-field'],
        severity: 'warning',
        lines: [at + 1, at + 1],
      });
    },
  },
];
