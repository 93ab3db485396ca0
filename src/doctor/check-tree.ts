import type { CloneFacts } from '../tickets/clone-facts.ts';
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
  /** The clone that the tree is in; null where it does not matter. */
  clone: CloneFacts | null;
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

/** Tells what could not be read: of it nobody knows whether it is what was asked for. */
const UNREADABLE = 'layout/unreadable';
/** Nothing behind what these report is looked into: silenced, they must not make a run look complete. */
const NOT_FOLLOWED = ['layout/special-file', 'layout/symlink'];

/**
 * Runs rules over a tree. Deterministic: findings are in the order of their places, then rules. Rules over the whole
 * tree see all of it, whatever the scope is.
 */
export function checkTree(input: CheckInput): CheckOutput {
  const { rules, layout, prefix, config, clone, scope, keepRepairs } = input;
  const context: CheckContext = { ...input.context, layout };
  const rulesFor = busyRules(rules.filter((rule) => rule.checkItem));
  const factsOf = factsReader();
  const facts: ItemFacts[] = [];
  const found: Found[] = [];
  let items = 0;
  for (const item of input.items) {
    facts.push(factsOf(item));
    const wanted = !scope || scope({ item: item.id, path: item.path });
    // Rules over the whole tree need the fields of every item.
    if (!wanted && (item.item !== null || item.unreadable.length === 0)) continue;
    if (wanted) items += 1;
    const lineOf = lineReader(item);
    for (const rule of wanted ? rulesFor(item, context) : rules.filter(({ id }) => id === UNREADABLE)) {
      for (const report of rule.checkItem?.(item, context) ?? []) {
        const kept = { item: item.id, ...report, message: ownText(report.message) };
        if (report.fix && !keepRepairs) kept.fix = { ...report.fix, repairs: [] };
        found.push({ rule, report: kept, lineText: lineOf(report) });
      }
    }
  }
  const tree = { items: facts, layout };
  for (const rule of rules) {
    for (const report of rule.checkTree?.(tree, context) ?? []) {
      const wanted = !scope || rule.id === UNREADABLE || scope({ item: report.item ?? null, path: report.path });
      if (wanted) found.push({ rule, report, lineText: '' });
    }
  }
  if (clone && !scope) {
    for (const rule of rules) {
      found.push(...(rule.checkClone?.(clone) ?? []).map((report): Found => ({ rule, report, lineText: '' })));
    }
  }
  const { findings, ignored, unused } = applyConfig(makeFindings(found, prefix), config);
  const silenced =
    found.filter(({ rule }) => NOT_FOLLOWED.includes(rule.id)).length -
    findings.filter(({ finding }) => NOT_FOLLOWED.includes(finding.rule)).length;
  const unread = found.filter(({ rule }) => rule.id === UNREADABLE).length + silenced;
  // Where only a part was checked, an entry for another part fits nothing.
  const aboutConfig = scope
    ? []
    : rules.flatMap((rule) =>
        (rule.checkIgnores?.(unused) ?? []).map((report): Found => ({ rule, report, lineText: '' })),
      );
  const last = applyConfig(makeFindings(aboutConfig, prefix), config);
  return { findings: [...findings, ...last.findings], items, ignored: ignored + last.ignored, unread };
}

/** Gives the line that a report points at, with a carriage return that it may end in. */
function lineReader(item: CheckedItem): (report: Report) => string {
  // A rule reports from the top to the bottom: each line is looked for from the last one on.
  let last = { text: '', line: 1, start: 0 };
  return ({ path, line }) => {
    const text = [item.item, item.thread, item.resolution].find((file) => file?.path === path)?.text;
    if (line === undefined || text === undefined) return '';
    if (text !== last.text || line < last.line) last = { text, line: 1, start: 0 };
    while (last.line < line) {
      const newline = text.indexOf('\n', last.start);
      if (newline < 0) return '';
      last = { text, line: last.line + 1, start: newline + 1 };
    }
    const end = text.indexOf('\n', last.start);
    return ownText(text.slice(last.start, end < 0 ? undefined : end));
  };
}
