import type { Finding, FixSummary } from './finding.ts';
import { fingerprint } from './fingerprint.ts';
import type { Fix } from './fix.ts';
import type { Report, Rule } from './rule.ts';
import { findSecrets } from './secret-shapes.ts';

/** A longer line is not shown: a file of one line must not be in every finding about it. */
const LONGEST_SOURCE = 2000;

/** What a rule reported, with the line that it points at. */
export interface Found {
  rule: Rule;
  report: Report;
  lineText: string;
}

/** A finding with the repair that it may carry. */
export interface CheckedFinding {
  finding: Finding;
  fix: Fix | null;
}

/**
 * Makes findings of reports, in the order of their places, then rules. `prefix`: the root, relative to the project. A large tree
 * may have 100,000 of them: what many have in common they share, and the reports are taken out of their list.
 */
export function makeFindings(found: Found[], prefix: string): CheckedFinding[] {
  const seen = new Map<string, number>();
  const docsOf = docsPages();
  const summaryOf = fixSummaries();
  const made: CheckedFinding[] = [];
  // The first one last: each is let go as soon as its finding is there.
  const left = found.splice(0).sort((a, b) => comparePlaces(a.report, b.report) || compare(a.rule.id, b.rule.id));
  left.reverse();
  for (let each = left.pop(); each !== undefined; each = left.pop()) {
    const { rule, report, lineText } = each;
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
      docs: docsOf(rule),
      fix: report.fix ? summaryOf(report.fix) : null,
      fingerprint: nextFingerprint(seen, [rule.id, report.item ?? report.path, report.message, lineText]),
    };
    made.push({ finding, fix: report.fix ?? null });
  }
  return made;
}

/** The fingerprint of the next finding with these parts. */
function nextFingerprint(seen: Map<string, number>, parts: readonly string[]): string {
  const first = fingerprint(parts, 1);
  const ordinal = (seen.get(first) ?? 0) + 1;
  seen.set(first, ordinal);
  return ordinal === 1 ? first : fingerprint(parts, ordinal);
}

function docsPages(): (rule: Rule) => string {
  const known = new Map<Rule, string>();
  return (rule) => {
    const page = known.get(rule) ?? `docs/rules/${rule.id}.md`;
    known.set(rule, page);
    return page;
  };
}

/** Gives what reports say of fixes, without the repairs: one object for all of a fix. */
function fixSummaries(): (fix: Fix) => FixSummary {
  const known = new WeakMap<Fix, FixSummary>();
  return (fix) => {
    const summary = known.get(fix) ?? { safety: fix.safety, description: fix.description };
    known.set(fix, summary);
    return summary;
  };
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
