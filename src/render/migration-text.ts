import type { MigratedItemResult, MigrateResult } from '../api/migrate.ts';
import { harmlessLine } from './harmless.ts';

/** A migration, or the plan of one: a line for each source, what there is to know, and what is in the way. */
export function migrationText(result: MigrateResult): string {
  const { items, removed, todo, notes, problems } = result;
  const lines = items.map((item) => itemLine(item, todo.path));
  if (removed.length > 0)
    lines.push(
      `${result.dryRun ? 'to remove' : 'removed'}: ${removed.length} ${removed.length === 1 ? 'file' : 'files'}`,
    );
  if (todo.replaced) lines.push(`${todo.path} ${result.dryRun ? 'would be' : 'is'} replaced by a notice`);
  lines.push(...notes.map(({ message }) => `note: ${message}`));
  lines.push(...problems.map(({ message, hint }) => `cannot be decided: ${message}; ${hint}`));
  const slugs = problems.flatMap(({ slugLine }) => slugLine ?? []);
  if (slugs.length > 0) lines.push('lines for the slugs file, with slugs to look over:', ...slugs);
  return lines.map((line) => `${harmlessLine(line)}\n`).join('');
}

function itemLine(item: MigratedItemResult, todo: string): string {
  const { source, line, status, id, review, isNew } = item;
  const from = line === null ? source : `${todo}:${line}`;
  const verdict = review && isNew ? `, review: ${review.verdict?.replaceAll('_', ' ') ?? 'no verdict'}` : '';
  return `${from} → ${status}/${id}${isNew ? verdict : ' (there already)'}`;
}
