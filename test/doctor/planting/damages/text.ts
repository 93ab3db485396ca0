import type { Severity } from '../../../../src/doctor/finding.ts';
import type { Damage } from '../damage.ts';
import type { Random } from '../random.ts';
import { needText, type Subject, textOf, withFile } from '../subject.ts';

// In parts, so that no scanner takes this file for a leak.
const SECRETS = [
  ['gh', 'p_', 'q7Zt2Lw9', 'Xc4Vb8Nm', 'R5Ty1Uio', 'P3As6Dfg', 'H0Jk'].join(''),
  [
    '-----BEGIN RSA PRIV',
    'ATE KEY-----\nMIIEpAIBAAKCAQEA7bq98Jh2k3Zt2Lw9Xc4Vb8NmR5Ty1UioP3As6Dfg\n-----END RSA PRIV',
    'ATE KEY-----',
  ].join(''),
];

function inFile(
  name: string,
  change: (text: string, random: Random) => string | Buffer | null,
  rules: readonly string[],
  severity: Severity,
  names = ['item.md', 'thread.md', 'resolution.md'],
): Damage {
  return {
    name: `text: ${name}`,
    plant: (subject, random) => {
      for (const file of random.shuffle(names.filter((each) => textOf(subject, each)))) {
        const before = needText(subject, file);
        const after = change(before, random);
        if (after === null || after === before) continue;
        return { tree: withFile(subject, file, after), rules, paths: [`${subject.path}/${file}`], severity };
      }
      return null;
    },
  };
}

const inTitle = (name: string, characters: readonly string[], rules: readonly string[]): Damage =>
  inFile(
    name,
    (text, random) =>
      text.replace(
        /^(title: ["']?)(.*)$/m,
        (_, key: string, title: string) => `${key}a${random.pick(characters)}b ${title}`,
      ),
    rules,
    'warning',
    ['item.md'],
  );

/** UTF-8 read as Latin-1 and written again. */
const garbled = (text: string): string => Buffer.from(text).toString('latin1');

const hasProse = (text: string): boolean =>
  /[^\0-\u007f]/.test(text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`]*`/g, ''));

export const TEXT: readonly Damage[] = [
  inFile('byte order mark', (text) => `\ufeff${text}`, ['text/bom'], 'warning'),
  inFile('CRLF in one file', (text) => text.replaceAll('\n', '\r\n'), ['text/crlf'], 'hint'),
  inFile(
    'CRLF in a part of a file',
    (text, random) => {
      const lines = text.split('\n');
      if (lines.length < 3) return null;
      const from = random.below(lines.length - 2);
      const to = from + 1 + random.below(lines.length - 2 - from);
      return lines
        .map((line, index) => (index >= from && index < to ? `${line}\r\n` : `${line}\n`))
        .join('')
        .slice(0, -1);
    },
    ['text/mixed-line-endings'],
    'warning',
  ),
  inFile(
    'UTF-8 read as Latin-1',
    (text) => (hasProse(text) || !/[^\0-\u007f]/.test(text) ? garbled(text) : null),
    ['text/mojibake'],
    'warning',
  ),
  inFile(
    'one line read as Latin-1',
    (text, random) => {
      const lines = text.split('\n');
      const candidates = lines.flatMap((line, index) => (hasProse(line) ? [index] : []));
      if (candidates.length === 0 || /^(?:```|~~~)/m.test(text)) return null;
      const at = random.pick(candidates);
      lines[at] = garbled(lines[at] ?? '');
      return lines.join('\n');
    },
    ['text/mojibake'],
    'warning',
  ),
  inFile(
    'UTF-16',
    (text, random) => Buffer.from(`${random.pick(['', '\ufeff'])}${text}`, 'utf16le'),
    ['text/nul', 'text/invalid-utf8'],
    'error',
  ),
  inFile(
    'Latin-1',
    (text) => (/[\u0080-\u00ff]/.test(text) ? Buffer.from(text.replace(/[^\0-\u00ff]/g, '?'), 'latin1') : null),
    ['text/invalid-utf8'],
    'error',
  ),
  inFile(
    'NUL',
    (text, random) => {
      const at = random.below(text.length);
      return `${text.slice(0, at)}\0${text.slice(at)}`;
    },
    ['text/nul'],
    'error',
  ),
  inTitle('bidi in the title', ['\u202e', '\u2066', '\u202a'], ['text/bidi-in-title']),
  inTitle('zero-width in the title', ['\u200b', '\u00ad', '\u2060'], ['text/zero-width-in-title']),
  inTitle(
    'control character in the title',
    ['\u0007', '\u001b', '\u0085'],
    ['text/control-character-in-title', 'front-matter/invalid-yaml'],
  ),
  inFile('secret', (text, random) => `${text}\n${random.pick(SECRETS)}\n`, ['text/secret'], 'warning'),
  inFile('newline at the end lost', (text) => text.replace(/\n+$/, ''), ['text/no-final-newline'], 'hint', [
    'item.md',
    'thread.md',
  ]),
  {
    name: 'text: an unsolved merge in the body',
    plant: (subject: Subject, random: Random) => {
      const text = needText(subject, 'item.md');
      if (/^(?:```|~~~)/m.test(text)) return null;
      const conflict = '<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> fix-search\n';
      const after = random.pick([`${text}${conflict}`, text.replace('\n---\n', `\n${conflict}---\n`)]);
      return {
        tree: withFile(subject, 'item.md', after),
        rules: ['front-matter/conflict-marker'],
        paths: [`${subject.path}/item.md`],
        severity: 'error',
      };
    },
  },
];
