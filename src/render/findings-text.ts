import type { CheckResult } from '../api/check.ts';
import { harmlessLine } from './harmless.ts';
import type { View } from './view.ts';

/** The findings, one a line, and what they come to. `doctor: ok` is the old script's word for a clean tree. */
export function findingsText({ findings, summary }: CheckResult, { theme }: View): string {
  const lines = findings.map(({ path, line, severity, rule, message }) => {
    const place = line === null ? path : `${path}:${line}`;
    const style = severity === 'error' ? theme.error : severity === 'warning' ? theme.warning : theme.hint;
    return `${harmlessLine(place)}: ${style(severity)}: ${harmlessLine(message)} ${theme.dim(`(${rule})`)}`;
  });
  const counts = [
    plural(summary.errors, 'error'),
    plural(summary.warnings, 'warning'),
    plural(summary.hints, 'hint'),
  ].filter((text) => text !== '');
  if (summary.errors === 0) lines.push(theme.good('doctor: ok'));
  if (counts.length > 0) lines.push(`doctor: ${counts.join(', ')} in ${summary.items} items`);
  return `${lines.join('\n')}\n`;
}

function plural(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
}
