import type { CheckedTree } from './rule.ts';

export interface LegacyFile {
  /** Relative to the project. */
  path: string;
  isReview: boolean;
  /** The item that was made from the ticket, or from the ticket that the review is of. */
  item: string | null;
}

/** The files of the legacy tracker that are still there. Its folder's README is none of its tickets. */
export function legacyFiles({ items, layout }: CheckedTree): LegacyFile[] {
  if (layout.legacy.tickets.length === 0) return [];
  const migrated = new Map(items.map((item) => [item.legacyTicket, item.id]));
  return layout.legacy.tickets
    .filter((path) => !path.endsWith('/README.md'))
    .map((path) => ({
      path,
      isReview: path.endsWith('.review.md'),
      item: migrated.get(path.replace(/\.review\.md$/, '.md')) ?? null,
    }));
}
