import type { CheckedItem, ItemFacts, TreeLayout } from '../tickets/tree.ts';
import { applyConfig } from './apply-config.ts';
import type { DoctorConfig } from './doctor-config.ts';
import { factsReader } from './facts-reader.ts';
import { type CheckedFinding, type Found, makeFindings } from './make-findings.ts';
import { ownText } from './own-text.ts';
import { busyRules } from './plain/idle-rules.ts';
import type { CheckContext, Report, Rule } from './rule.ts';

export interface CheckInput {
  rules: readonly Rule[];
  layout: TreeLayout;
  /** Read one after the other, and let go: a tree may be larger than memory should be. */
  items: Iterable<CheckedItem>;
  context: Omit<CheckContext, 'layout'>;
  /** The root relative to the project: in front of every path of a finding. */
  prefix: string;
  /** Whether the fixes of findings are to come with their repairs, which take as much memory as all the rest of them. */
  keepRepairs: boolean;
  /** What the team decided. */
  config: DoctorConfig;
  /** Whether the findings of an item or at a path (relative to the root) are wanted. Default: all. */
  scope?: ((place: { item: string | null; path: string }) => boolean) | undefined;
}

export interface CheckOutput {
  findings: CheckedFinding[];
  /** How many items were looked at. */
  items: number;
  /** How many findings tickets.yml ignores. */
  ignored: number;
  /** How many files and directories could not be read, whatever tickets.yml says of that. */
  unread: number;
}

/**
 * Runs rules over a tree. Deterministic: findings are in the order of their places, then rules. Rules over the whole
 * tree see all of it, whatever the scope is.
 */
export function checkTree(input: CheckInput): CheckOutput {
  const { rules, layout, prefix, config, scope, keepRepairs } = input;
  const context: CheckContext = { ...input.context, layout };
  const rulesFor = busyRules(rules.filter((rule) => rule.checkItem));
  const factsOf = factsReader();
  const facts: ItemFacts[] = [];
  const found: Found[] = [];
  let items = 0;
  for (const item of input.items) {
    facts.push(factsOf(item));
    if (scope && !scope({ item: item.id, path: item.path })) continue;
    items += 1;
    for (const rule of rulesFor(item, context)) {
      for (const report of rule.checkItem?.(item, context) ?? []) {
        const kept = { item: item.id, ...report, message: ownText(report.message) };
        if (report.fix && !keepRepairs) kept.fix = { ...report.fix, repairs: [] };
        found.push({ rule, report: kept, lineText: lineOf(item, report) });
      }
    }
  }
  const tree = { items: facts, layout };
  for (const rule of rules) {
    for (const report of rule.checkTree?.(tree, context) ?? []) {
      if (!scope || scope({ item: report.item ?? null, path: report.path })) found.push({ rule, report, lineText: '' });
    }
  }
  const { findings, ignored, unused } = applyConfig(makeFindings(found, prefix), config);
  const unread = found.filter(({ rule }) => rule.id === 'layout/unreadable').length;
  // Where only a part was checked, an entry for another part fits nothing.
  const aboutConfig = scope
    ? []
    : rules.flatMap((rule) =>
        (rule.checkIgnores?.(unused) ?? []).map((report): Found => ({ rule, report, lineText: '' })),
      );
  const last = applyConfig(makeFindings(aboutConfig, prefix), config);
  return { findings: [...findings, ...last.findings], items, ignored: ignored + last.ignored, unread };
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
