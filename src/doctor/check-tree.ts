import { readNullableText, readText } from '../format/field-value.ts';
import { findField } from '../format/front-matter.ts';
import type { CheckedItem, FieldSpan, ItemFacts, TreeLayout } from '../tickets/tree.ts';
import { fieldPlace } from './field-place.ts';
import type { Finding } from './finding.ts';
import { fingerprint } from './fingerprint.ts';
import type { Fix } from './fix.ts';
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
  const itemRules = rules.filter((rule) => rule.checkItem);
  const facts: ItemFacts[] = [];
  const found: { rule: Rule; report: Report; lineText: string }[] = [];
  for (const item of input.items) {
    facts.push(factsOf(item));
    if (!wanted(item)) continue;
    for (const rule of itemRules) {
      for (const report of rule.checkItem?.(item, context) ?? []) {
        found.push({ rule, report: { item: item.id, ...report }, lineText: lineOf(item, report) });
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

function factsOf(item: CheckedItem): ItemFacts {
  const frontMatter = item.parsedItem()?.frontMatter;
  const field = (key: string) => (frontMatter ? findField(frontMatter, key) : undefined);
  const id = field('id');
  const slug = field('slug');
  const legacy = field('legacy_ticket');
  const fieldId = frontMatter && id ? readText(frontMatter, id) : '';
  const legacyTicket = frontMatter && legacy ? readNullableText(frontMatter, legacy) : null;
  return {
    status: item.status,
    id: item.id,
    path: item.path,
    fieldId: fieldId === item.id ? item.id : ownText(fieldId),
    slug: frontMatter && slug ? ownText(readText(frontMatter, slug)) : '',
    legacyTicket: legacyTicket === null ? null : ownText(legacyTicket),
    places: {
      ...(id && { id: spanOf(item, 'id') }),
      ...(slug && { slug: spanOf(item, 'slug') }),
      ...(legacy && { legacy_ticket: spanOf(item, 'legacy_ticket') }),
    },
  };
}

function spanOf(item: CheckedItem, key: string): FieldSpan {
  const { line = 1, column = 1, endLine = line, endColumn = column } = fieldPlace(item, key);
  return { line, column, endLine, endColumn };
}

/** The same text, apart from the file's: V8 keeps a whole text alive for a slice of it. */
function ownText(text: string): string {
  return Buffer.from(text).toString();
}

function lineOf(item: CheckedItem, { path, line }: Report): string {
  if (line === undefined) return '';
  const file = [item.item, item.thread, item.resolution].find((candidate) => candidate?.path === path);
  return ownText(file?.text.split('\n')[line - 1] ?? '');
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
