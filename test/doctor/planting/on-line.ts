import type { Severity } from '../../../src/doctor/finding.ts';
import type { Damage, Planted } from './damage.ts';
import type { Random } from './random.ts';
import { needText, type Subject, withFile } from './subject.ts';

interface Found {
  rules: readonly string[];
  severity: Severity;
  /** Left out: anywhere in item.md. */
  lines?: readonly [number, number];
}

export const inItem = (subject: Subject, text: string, { rules, severity, lines }: Found): Planted => ({
  tree: withFile(subject, 'item.md', text),
  rules,
  paths: [`${subject.path}/item.md`],
  severity,
  ...(lines && { lines }),
});

/** The lines of item.md, and the index of the front matter's last line. */
export function linesOf(subject: Subject): { lines: string[]; closer: number } {
  const lines = needText(subject, 'item.md').split('\n');
  return { lines, closer: lines.indexOf('---', 1) };
}

/** Damage to the line of one key, found on that line. */
export function onLine(
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
      return inItem(subject, lines.join('\n'), { rules, severity, ...place });
    },
  };
}

export const fieldValue = (line: string): string => line.slice(line.indexOf(':') + 1).trim();

export const keyOf = (line: string): string => line.slice(0, line.indexOf(':'));
