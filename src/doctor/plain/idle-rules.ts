import type { CheckedItem } from '../../tickets/tree.ts';
import type { CheckContext, Rule } from '../rule.ts';
import { hasPlainFields } from './fields.ts';
import { hasPlainKeys, hasPlainValues } from './front-matter.ts';
import { hasPlainLayout } from './layout.ts';
import { hasPlainText, hasPlainTitle } from './text.ts';
import { hasNoFence, hasPlainThread } from './thread.ts';
import { hasPlainTimes } from './times.ts';

/** Rules with nothing to say of an item for which `isPlain` holds. */
interface IdleRules {
  isPlain: (item: CheckedItem, context: CheckContext) => boolean;
  rules: readonly string[];
}

/**
 * Nearly all items are as the commands write them, and one look tells that for many rules at once. What is not named here
 * is always asked: a new rule works without being added. A test runs every rule with and without this table, on damage of
 * every sort, and must see no difference.
 */
export const IDLE_RULES: readonly IdleRules[] = [
  {
    isPlain: hasPlainLayout,
    rules: [
      'layout/item-outside-status',
      'layout/missing-artifacts',
      'layout/missing-item',
      'layout/missing-thread',
      'layout/special-file',
      'layout/symlink',
      'layout/unreadable',
    ],
  },
  {
    isPlain: hasPlainText,
    rules: [
      'text/bom',
      'text/crlf',
      'text/invalid-utf8',
      'text/mixed-line-endings',
      'text/mojibake',
      'text/no-final-newline',
      'text/nul',
    ],
  },
  {
    isPlain: hasPlainTitle,
    rules: ['text/bidi-in-title', 'text/control-character-in-title', 'text/zero-width-in-title'],
  },
  {
    isPlain: hasPlainKeys,
    rules: [
      'front-matter/duplicate-key',
      'front-matter/missing-key',
      'front-matter/no-closer',
      'front-matter/no-opener',
      'front-matter/no-space-after-key',
      'front-matter/not-a-field',
      'front-matter/too-large',
      'front-matter/unknown-key',
    ],
  },
  {
    isPlain: hasPlainValues,
    rules: ['front-matter/invalid-yaml', 'front-matter/title-cut-by-yaml', 'front-matter/wrong-type'],
  },
  {
    isPlain: hasPlainFields,
    rules: [
      'front-matter/bad-time',
      'front-matter/unknown-kind',
      'front-matter/unknown-priority',
      'front-matter/updated-before-created',
      'id/differs-from-created-at',
      'id/differs-from-directory',
      'id/differs-from-slug',
      'id/malformed',
      'slug/malformed',
      'status/differs-from-directory',
      'status/unknown',
    ],
  },
  {
    isPlain: hasPlainTimes,
    rules: [
      'front-matter/created-differs-from-log',
      'front-matter/updated-after-log',
      'front-matter/updated-behind-log',
    ],
  },
  { isPlain: hasNoFence, rules: ['thread/unclosed-fence'] },
  {
    isPlain: hasPlainThread,
    rules: [
      'thread/bad-time',
      'thread/duplicate-event',
      'thread/duplicate-id',
      'thread/empty-body',
      'thread/first-event',
      'thread/glued-event',
      'thread/header-look-alike',
      'thread/heading-differs',
      'thread/id-mismatch',
      'thread/malformed-header',
      'thread/missing-author',
      'thread/missing-time',
      'thread/no-events',
      'thread/review-without-verdict',
      'thread/text-before-first-event',
      'thread/time-backwards',
      'thread/time-in-future',
      'thread/torn-event',
      'thread/unfinished-event',
      'thread/unknown-kind',
    ],
  },
];

/** Those of the rules that may have something to say of an item. The rules are sorted out once, for all items. */
export function busyRules(rules: readonly Rule[]): (item: CheckedItem, context: CheckContext) => Rule[] {
  const groups = IDLE_RULES.map(({ isPlain, rules: ids }) => ({
    isPlain,
    rules: rules.filter(({ id }) => ids.includes(id)),
  })).filter((group) => group.rules.length > 0);
  const grouped = new Set(groups.flatMap((group) => group.rules));
  const always = rules.filter((rule) => !grouped.has(rule));
  return (item, context) => {
    const busy = [...always];
    for (const group of groups) if (!group.isPlain(item, context)) busy.push(...group.rules);
    return busy;
  };
}
