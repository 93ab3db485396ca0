import { formatTimestamp } from '../../format/timestamp.ts';
import type { CheckedItem } from '../../tickets/tree.ts';
import { mayHoldConflict } from '../conflict-markers.ts';
import { mayHoldSecret } from '../secret-shapes.ts';
import { glanceAtItem, type TitleGlance } from './glance-item.ts';
import { glanceAtLog } from './glance-log.ts';
import { hasPlainLayout } from './layout.ts';
import { isPlainFile } from './text.ts';

/** What a glance tells of an item that is as commands write it. */
export interface Glance {
  slug: string;
  title: TitleGlance;
  /** Whether it is open, and its last event approves it. */
  isApproved: boolean;
}

/** The rules that may have something to say of a title. */
export const TITLE_RULES: Record<TitleGlance, readonly string[]> = {
  plain: [],
  nested: ['front-matter/invalid-yaml'],
  unsure: ['front-matter/invalid-yaml', 'front-matter/title-cut-by-yaml', 'front-matter/wrong-type'],
};
/** The rules with nothing to say of an item whose last event does not approve it. */
export const APPROVAL_RULES: readonly string[] = ['review/approved-still-open'];

/**
 * Looks at items as a whole, and tells of those that are as commands write them; null for any other. It reads each text
 * once, and makes nothing of it: ten times as fast as to take it apart, which most items need not be.
 */
export function glancer(now: Date): (item: CheckedItem) => Glance | null {
  const second = formatTimestamp(now);
  return (item) => {
    if (!hasPlainLayout(item)) return null;
    const fields = glanceAtItem(item);
    if (fields === null) return null;
    const log = glanceAtLog(item, second);
    if (log === null || fields.createdAt !== log.firstAt || fields.updatedAt !== log.lastAt) return null;
    const isClosed = item.status === 'closed';
    if (isClosed ? !hasPlainResolution(item, log.resolution) : log.resolution !== null || hasResolution(item)) {
      return null;
    }
    if (isClosed && log.verdict === 'request_changes') return null;
    const { slug, title } = fields;
    return {
      slug,
      title,
      isApproved: item.status === 'open' && log.endsInReview && log.verdict === 'approve',
    };
  };
}

function hasResolution({ entries }: CheckedItem): boolean {
  return entries.some(({ path }) => path === 'resolution.md');
}

/** Whether resolution.md is the text of the close event. */
function hasPlainResolution({ resolution }: CheckedItem, said: string | null): boolean {
  if (resolution === null || said === null || !isPlainFile(resolution)) return false;
  const { text } = resolution;
  const own = text.trim();
  return own !== '' && !own.startsWith('---') && own === said.trim() && !mayHoldConflict(text) && !mayHoldSecret(text);
}
