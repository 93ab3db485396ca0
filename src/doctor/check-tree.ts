import type { CheckedItem, ItemFacts, TreeLayout } from '../tickets/tree.ts';
import { factsReader } from './facts-reader.ts';
import type { Finding } from './finding.ts';
import { fingerprint } from './fingerprint.ts';
import type { Fix } from './fix.ts';
import { ownText } from './own-text.ts';
import { busyRules } from './plain/idle-rules.ts';
import type { CheckContext, Report, Rule } from './rule.ts';
import { findSecrets } from './secret-shapes.ts';

/** A longer line is not shown: a file of one line must not be in every finding about it. */
const LONGEST_SOURCE = 2000;

/** A finding with the repair that it may carry. */
export interface CheckedFinding {
  finding: Finding;
  fix: Fix | null;
}

export interface CheckInput {
  rules: readonly Rule[];
  layout: TreeLayout;
  /** Read one after the other, and let go: a tree may be larger than memory should be. */
  items: Iterable<CheckedItem>;
  context: Omit<CheckContext, 'layout'>;
  /** The root relative to the project: in front of every path of a finding. */
  prefix: string;
  /** Whether an item's own findings are wanted. Rules over the whole tree see every item all the same. */
  wanted?: (item: CheckedItem) => boolean;
}

export interface CheckOutput {
  findings: CheckedFinding[];
  /** How many items were looked at. */
  items: number;
}

/** Runs rules over a tree. Deterministic: findings are in the order of their places, then rules. */
export function checkTree(input: CheckInput): CheckOutput {
  const { rules, layout, prefix, wanted = () => true } = input;
  const context: CheckContext = { ...input.context, layout };
  const rulesFor = busyRules(rules.filter((rule) => rule.checkItem));
  const factsOf = factsReader();
  const facts: ItemFacts[] = [];
  const found: { rule: Rule; report: Report; lineText: string }[] = [];
  for (const item of input.items) {
    facts.push(factsOf(item));
    if (!wanted(item)) continue;
    for (const rule of rulesFor(item, context)) {
      for (const report of rule.checkItem?.(item, context) ?? []) {
        const message = ownText(report.message);
        found.push({ rule, report: { item: item.id, ...report, message }, lineText: lineOf(item, report) });
      }
    }
  }
  for (const rule of rules) {
    for (const report of rule.checkTree?.({ items: facts, layout }, context) ?? []) {
      found.push({ rule, report, lineText: '' });
    }
  }
  found.sort((a, b) => comparePlaces(a.report, b.report) || compare(a.rule.id, b.rule.id));
  const seen = new Map<string, number>();
  const findings = found.map(({ rule, report, lineText }): CheckedFinding => {
    const parts = [rule.id, report.item ?? report.path, report.message, lineText];
    const key = parts.join('\0');
    const ordinal = (seen.get(key) ?? 0) + 1;
    seen.set(key, ordinal);
    const finding: Finding = {
      rule: rule.id,
      severity: rule.severity,
      path: projectPath(prefix, report.path),
      line: report.line ?? null,
      column: report.column ?? null,
      endLine: report.endLine ?? null,
      endColumn: report.endColumn ?? null,
      item: report.item ?? null,
      source: sourceOf(rule, lineText),
      message: report.message,
      help: report.help ?? rule.help,
      docs: `docs/rules/${rule.id}.md`,
      fix: report.fix ? { safety: report.fix.safety, description: report.fix.description } : null,
      fingerprint: fingerprint(parts, ordinal),
    };
    return { finding, fix: report.fix ?? null };
  });
  return { findings, items: facts.length };
}

function lineOf(item: CheckedItem, { path, line }: Report): string {
  if (line === undefined) return '';
  const file = [item.item, item.thread, item.resolution].find((candidate) => candidate?.path === path);
  return file ? ownText(lineAt(file.text, line)) : '';
}

/** The line of that number, with a carriage return that it may end in. */
function lineAt(text: string, number: number): string {
  let start = 0;
  for (let line = 1; line < number; line += 1) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return '';
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end);
}

/** The line as reports may show it: they are public, and a secret in one is no less leaked. */
function sourceOf(rule: Rule, lineText: string): string | null {
  if (lineText === '' || lineText.length > LONGEST_SOURCE) return null;
  // By the rule too: of a key over several lines no single one has the shape.
  if (rule.id === 'text/secret' || findSecrets(lineText).length > 0) return null;
  return lineText.endsWith('\r') ? lineText.slice(0, -1) : lineText;
}

function comparePlaces(a: Report, b: Report): number {
  return compare(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A path in the project: that of a root's file behind the root's own; `../` leads to the project itself. */
function projectPath(prefix: string, path: string): string {
  if (path.startsWith('../')) return path.slice(3);
  return [prefix, path].filter((part) => part !== '').join('/');
}
