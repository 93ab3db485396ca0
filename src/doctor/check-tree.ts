import type { CloneFacts } from '../tickets/clone-facts.ts';
import { applyConfig } from './apply-config.ts';
import { type ItemsChecked, UNREADABLE } from './check-items.ts';
import type { DoctorConfig } from './doctor-config.ts';
import { type CheckedFinding, type Found, makeFindings } from './make-findings.ts';
import type { CheckContext, Rule } from './rule.ts';

/** Whether the findings of an item or at a path (relative to the root) are wanted. */
export type Scope = (place: { item: string | null; path: string }) => boolean;

export interface CheckInput {
  rules: readonly Rule[];
  context: CheckContext;
  /** What came of the items of the tree, all of them in the order of their places. */
  checked: ItemsChecked;
  /** The root relative to the project: in front of every path of a finding. */
  prefix: string;
  /** What the team decided. */
  config: DoctorConfig;
  /** The clone that the tree is in; null where it does not matter. */
  clone: CloneFacts | null;
  /** Default: all. */
  scope?: Scope | undefined;
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

/** Nothing behind what these report is looked into: silenced, they must not make a run look complete. */
const NOT_FOLLOWED = ['layout/special-file', 'layout/symlink'];

/**
 * Runs the rules over a tree as a whole, and puts what they and those for items found into findings. Deterministic:
 * findings are in the order of their places, then rules. Rules over the whole tree see all of it, whatever the scope is.
 */
export function checkTree({ rules, context, checked, prefix, config, clone, scope }: CheckInput): CheckOutput {
  const found = checked.found;
  const tree = { items: checked.facts, layout: context.layout };
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
  const notFollowed = found.filter(({ rule }) => NOT_FOLLOWED.includes(rule.id)).length;
  const unreadable = found.filter(({ rule }) => rule.id === UNREADABLE).length;
  const { findings, ignored, unused } = applyConfig(makeFindings(found, prefix), config);
  const silenced = notFollowed - findings.filter(({ finding }) => NOT_FOLLOWED.includes(finding.rule)).length;
  const unread = unreadable + silenced;
  // Where only a part was checked, an entry for another part fits nothing.
  const aboutConfig = scope
    ? []
    : rules.flatMap((rule) =>
        (rule.checkIgnores?.(unused) ?? []).map((report): Found => ({ rule, report, lineText: '' })),
      );
  const last = applyConfig(makeFindings(aboutConfig, prefix), config);
  return {
    findings: [...findings, ...last.findings],
    items: checked.items,
    ignored: ignored + last.ignored,
    unread,
  };
}
