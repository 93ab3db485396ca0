import type { CheckResult } from '../api/check.ts';
import type { Finding } from '../doctor/finding.ts';
import { findingsSummary } from './findings-summary.ts';
import { groupBy } from './group-by.ts';
import { harmlessLine } from './harmless.ts';
import { sourceExcerpt } from './source-excerpt.ts';
import type { View } from './view.ts';

const GUTTER = '    | ';

/**
 * The findings by item, each with its line, and what they come to. `doctor: ok` is the old script's word for a tree that
 * passes, and all that is said of a clean one. It measures what it shows: give it the findings as they are.
 */
export function findingsText(
  result: CheckResult,
  view: View,
  passed?: boolean,
  checker: 'doctor' | 'verify' = 'doctor',
): string {
  return [...findingsParts(result, view, passed, checker)].join('');
}

/** The same in pieces of whole lines, an item each: of a large tree, it is too much for one text. */
export function* findingsParts(
  result: CheckResult,
  view: View,
  passed = result.summary.errors === 0,
  checker: 'doctor' | 'verify' = 'doctor',
): Generator<string> {
  const { theme } = view;
  for (const ofItem of groupBy(result.findings, ({ item, path }) => item ?? path).values()) {
    const lines = [...groupBy(ofItem, ({ path }) => path)].flatMap(([path, ofFile]) => [
      theme.title(harmlessLine(path)),
      ...ofFile.flatMap((finding) => findingLines(finding, view)),
    ]);
    yield `${lines.join('\n')}\n\n`;
  }
  yield findingsSummary(result, view, passed, checker);
}

function findingLines(finding: Finding, { theme, width }: View): string[] {
  const { line, column, severity, message, rule, help, fix } = finding;
  const style = severity === 'error' ? theme.error : severity === 'warning' ? theme.warning : theme.hint;
  const place = line === null ? '' : `${[line, column].filter((part) => part !== null).join(':')} `;
  const excerpt = sourceExcerpt(finding, Math.max(20, width - GUTTER.length));
  const advice = fix
    ? `fix: ${fix.description} (${fix.safety === 'safe' ? '--fix' : '--unsafe-fixes'})`
    : `help: ${help}`;
  return [
    `  ${place}${style(severity)} ${harmlessLine(message)} ${theme.dim(`(${harmlessLine(rule)})`)}`,
    ...(excerpt ? [theme.dim(GUTTER) + excerpt.text] : []),
    ...(excerpt?.marker ? [theme.dim(GUTTER) + withSpaceOutside(excerpt.marker, style)] : []),
    `    ${theme.dim(harmlessLine(advice))}`,
  ];
}

function withSpaceOutside(marker: string, style: (text: string) => string): string {
  const text = marker.trimStart();
  return ' '.repeat(marker.length - text.length) + style(text);
}
