import { formatTimestamp } from '../../format/timestamp.ts';
import type { PlainFiles } from '../../tickets/plain-files.ts';
import { mayHoldConflict } from '../conflict-markers.ts';
import { FORGOTTEN_AFTER } from '../forgotten-after.ts';
import { mayHoldSecret } from '../secret-shapes.ts';
import { glanceAtItem, type TitleGlance } from './glance-item.ts';
import { glanceAtLog } from './glance-log.ts';
import { isFreshSeal } from './glance-seal.ts';
import { hasPlainEntries } from './layout.ts';

/** What a glance tells of an item that is as commands write it. */
export interface Glance {
  slug: string;
  title: TitleGlance;
  /** Whether it is open, and its last event approved it long ago. */
  isForgotten: boolean;
  seal: SealGlance;
}

/** `none`: an item that has not ended has none. `missing`: one that ended has none. `unsure`: it is to be compared. */
export type SealGlance = 'none' | 'fresh' | 'missing' | 'unsure';

/** The rules that may have something to say of a title. */
export const TITLE_RULES: Record<TitleGlance, readonly string[]> = {
  plain: [],
  nested: ['front-matter/invalid-yaml'],
  unsure: ['front-matter/invalid-yaml', 'front-matter/title-cut-by-yaml', 'front-matter/wrong-type'],
};
/** The rules that may have something to say of a seal. */
export const SEAL_RULES: Record<SealGlance, readonly string[]> = {
  none: [],
  fresh: [],
  missing: ['digest/missing-seal'],
  unsure: ['digest/log-changed', 'digest/log-has-grown', 'digest/malformed-seal'],
};
/** The rules with nothing to say of an item that nobody forgot. */
export const APPROVAL_RULES: readonly string[] = ['review/approved-still-open'];

/** Whether no rule has anything to say of an item, but for those that are to be asked of every item. */
export function isAllSaid({ title, isForgotten, seal }: Glance): boolean {
  return TITLE_RULES[title].length === 0 && !isForgotten && SEAL_RULES[seal].length === 0;
}

/**
 * Looks at items as a whole, and tells of those that are as commands write them; null for any other. It reads each text
 * once, and makes nothing of it: ten times as fast as to take it apart, which most items need not be.
 */
export function glancer(now: Date): (files: PlainFiles) => Glance | null {
  const second = formatTimestamp(now);
  const longAgo = formatTimestamp(new Date(now.getTime() - FORGOTTEN_AFTER));
  return (files) => {
    if (!hasPlainEntries(files.entries) || mayHoldConflict(files.text) || mayHoldSecret(files.text)) return null;
    const fields = glanceAtItem(files);
    if (fields === null) return null;
    const log = glanceAtLog(files, second);
    if (log === null || fields.createdAt !== log.firstAt || fields.updatedAt !== log.lastAt) return null;
    const isClosed = files.status === 'closed';
    const hasSeal = hasEntry(files, 'digest.json');
    if (isClosed) {
      if (!hasPlainResolution(files, log.resolution) || log.verdict === 'request_changes') return null;
    } else if (log.resolution !== null || hasSeal || hasEntry(files, 'resolution.md')) return null;
    const { slug, title } = fields;
    return {
      slug,
      title,
      isForgotten: files.status === 'open' && log.endsInReview && log.verdict === 'approve' && log.lastAt <= longAgo,
      seal: hasSeal ? (isFreshSeal(files) ? 'fresh' : 'unsure') : isClosed ? 'missing' : 'none',
    };
  };
}

function hasEntry({ entries }: PlainFiles, name: string): boolean {
  for (const { path } of entries) if (path === name) return true;
  return false;
}

/** Whether resolution.md is the text of the close event. */
function hasPlainResolution({ resolution }: PlainFiles, said: string | null): boolean {
  if (resolution === null || said === null) return false;
  const own = resolution.trim();
  return own !== '' && !own.startsWith('---') && own === said.trim();
}
