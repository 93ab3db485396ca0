import type { Rule } from '../doctor/rule.ts';
import type { Theme } from './theme.ts';

/** One line of the list of rules. */
export function ruleLine({ id, severity, fix, summary }: Rule): string {
  return [id, severity, fix ? fix.safety : '-', summary].join('\t');
}

/** What a rule is for, with an example of each kind: the files in which the two differ. */
export function ruleText(rule: Rule, theme: Theme): string {
  const { id, severity, summary, why, help, fix, bad, good, base, history } = rule;
  const paths = [...new Set([base ?? {}, bad, good].flatMap(Object.keys))].filter(
    (path) => !same(bad[path], good[path]) || (base && !same(base[path], bad[path])),
  );
  const example = (tree: Rule['bad']): string => paths.map((path) => `  ${path}${indented(tree[path])}`).join('\n');
  return `${[
    `${theme.title(id)}  ${severity}`,
    summary,
    why.trim(),
    `${theme.hint('help:')} ${help}`,
    `${theme.hint('fix:')} ${fix ? `${fix.description} (${fix.safety})` : 'none'}`,
    ...(base ? [`${theme.hint('before:')}\n${example(base)}`] : []),
    ...(history ? [remembered(history, theme)] : []),
    `${theme.error('bad:')}\n${example(bad)}`,
    `${theme.good('good:')}\n${example(good)}`,
    theme.dim(`docs/rules/${id}.md`),
  ].join('\n\n')}\n`;
}

/** What git has in both examples. */
function remembered({ files, gap }: NonNullable<Rule['history']>, theme: Theme): string {
  const entries = Object.entries(files).map(([path, text]) => `  ${path}${indented(text)}`);
  return [theme.hint('in git, before both:'), ...(gap === null ? [] : [`  ${gap}`]), ...entries].join('\n');
}

function indented(entry: Rule['bad'][string] | undefined): string {
  if (entry === undefined) return ': not there';
  if (entry === null) return ': an empty directory';
  if (entry instanceof Uint8Array) return ': bytes that are no UTF-8';
  if (typeof entry !== 'string') return `: ${JSON.stringify(entry)}`;
  const shown = entry.length > 2000 ? `${entry.slice(0, 200)}…` : entry.trimEnd();
  return shown === '' ? ': an empty file' : `\n${shown.replace(/^/gm, '    ')}`;
}

function same(a: Rule['bad'][string] | undefined, b: Rule['bad'][string] | undefined): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
