import { readNullableText, readText } from '../format/field-value.ts';
import { findField } from '../format/front-matter.ts';
import type { CloneFacts } from '../tickets/clone-facts.ts';
import type { CheckedItem, FieldSpan, ItemFacts, TreeLayout } from '../tickets/tree.ts';
import { applyConfig } from './apply-config.ts';
import type { DoctorConfig } from './doctor-config.ts';
import { fieldPlace } from './field-place.ts';
import { type CheckedFinding, type Found, makeFindings } from './make-findings.ts';
import type { CheckContext, Report, Rule } from './rule.ts';

export interface CheckInput {
  rules: readonly Rule[];
  layout: TreeLayout;
  /** Read one after the other, and let go: a tree may be larger than memory should be. */
  items: Iterable<CheckedItem>;
  context: Omit<CheckContext, 'layout'>;
  /** The root relative to the project: in front of every path of a finding. */
  prefix: string;
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

/**
 * Runs rules over a tree. Deterministic: findings are in the order of their places, then rules. Rules over the whole
 * tree see all of it, whatever the scope is.
 */
export function checkTree(input: CheckInput): CheckOutput {
  const { rules, layout, prefix, config, clone, scope } = input;
  const context: CheckContext = { ...input.context, layout };
  const itemRules = rules.filter((rule) => rule.checkItem);
  const facts: ItemFacts[] = [];
  const found: Found[] = [];
  let items = 0;
  for (const item of input.items) {
    facts.push(factsOf(item));
    if (scope && !scope({ item: item.id, path: item.path })) continue;
    items += 1;
    for (const rule of itemRules) {
      for (const report of rule.checkItem?.(item, context) ?? []) {
        found.push({ rule, report: { item: item.id, ...report }, lineText: lineOf(item, report) });
      }
    }
  }
  for (const rule of rules) {
    for (const report of rule.checkTree?.({ items: facts, layout }, context) ?? []) {
      if (!scope || scope({ item: report.item ?? null, path: report.path })) found.push({ rule, report, lineText: '' });
    }
  }
  if (clone && !scope) {
    for (const rule of rules) {
      found.push(...(rule.checkClone?.(clone) ?? []).map((report): Found => ({ rule, report, lineText: '' })));
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
