import type { CheckedItem } from '../../../tickets/tree.ts';
import { EXAMPLE_ID, EXAMPLE_ITEM, EXAMPLE_THREAD, exampleTree } from '../../example-tree.ts';
import { legacyPath, splitPath } from '../../legacy-path.ts';
import type { CheckContext, Rule } from '../../rule.ts';

const description = 'put the review into artifacts/';

const REVIEW = '# Review\n\nApprove. The index is used now.\n';
const tree = (body: string) =>
  exampleTree({
    [`open/${EXAMPLE_ID}/item.md`]: EXAMPLE_ITEM.replace(
      'legacy_ticket: null',
      'legacy_ticket: tickets/slow-search.md',
    ),
    [`open/${EXAMPLE_ID}/thread.md`]: `${EXAMPLE_THREAD.replace('event: create', 'event: migration').replace(
      /## Created[\s\S]*(?=\n---)/,
      '## Migrated\n\nMigrated from tickets/slow-search.md.\n',
    )}${body}`,
  });

export const reviewNotTakenOver: Rule = {
  id: 'migration/review-not-taken-over',
  severity: 'warning',
  summary: "the review of a migrated ticket is not in the item's log",
  why: `The tracker before kept a review beside its ticket, in \`x.review.md\`. The item is all that people look at after the
migration: where its log does not have the review, nobody learns who approved the work, and what was asked for.

The review is the one that stood beside the ticket when the ticket was last there, in the project or in git's history.
One that was removed earlier was removed on purpose. It counts as taken over when an event or the item's text has its
whole text, when a review event names the file, or when an artifact is called a review.`,
  help: 'put the review into artifacts/, and its verdict into the log with `tickets review`',
  fix: { safety: 'unsafe', description },
  history: {
    files: { 'tickets/slow-search.md': '# Search is slow\n', 'tickets/slow-search.review.md': REVIEW },
    gap: null,
  },
  bad: tree(''),
  good: tree(`
<!-- event: review author: ann at: 2026-06-01T09:00:00Z status: approve -->

## Review: approve

${REVIEW}
---
`),
  at: { path: `open/${EXAMPLE_ID}/thread.md` },
  checkItem: (item, context) => {
    const ticket = legacyPath(item.parsedItem()?.fields.legacyTicket ?? null);
    if (!item.thread || ticket === null || !/(?<!\.review)\.md$/.test(ticket)) return [];
    const review = reviewOf(ticket, context);
    const { name } = splitPath(review?.path ?? '');
    if (review === null || isTakenOver(item, name, review.text)) return [];
    const report = {
      path: `${item.path}/thread.md`,
      message: `the review ${review.path} of ${ticket} is not in the log`,
      help: review.help,
    };
    if (review.text === null) return [report];
    const repairs = [{ type: 'make-file' as const, path: `${item.path}/artifacts/${name}`, text: review.text }];
    return [{ ...report, fix: { safety: 'unsafe' as const, description, repairs } }];
  },
};

interface Review {
  path: string;
  text: string | null;
  help: string;
}

/** The review of a ticket: the file that is still there, or what history has. */
function reviewOf(ticket: string, { layout: { legacy }, history }: CheckContext): Review | null {
  const verdict = 'and its verdict into the log with `tickets review`';
  const path = ticket.replace(/\.md$/, '.review.md');
  const present = legacy.tickets.find((candidate) => candidate.normalize('NFC') === path);
  if (present !== undefined) {
    return { path: present, text: legacy.textOf(present), help: `put ${present} into artifacts/, ${verdict}` };
  }
  const version = history.reviewOf(ticket)?.found ?? null;
  if (version === null) return null;
  const help = `\`git cat-file -p ${version.blob.slice(0, 12)}\` shows it: put it into artifacts/, ${verdict}`;
  return { path: version.path, text: version.text, help };
}

function isTakenOver(item: CheckedItem, name: string, text: string | null): boolean {
  if (item.entries.some(({ path }) => /^artifacts\/.*review/i.test(path))) return true;
  const events = item.parsedThread()?.events ?? [];
  if (events.some(({ kind, body }) => kind === 'review' && body.normalize('NFC').includes(name.normalize('NFC'))))
    return true;
  if (text === null) return false;
  const said = plain(text);
  return [item.parsedItem()?.body ?? '', ...events.map(({ body }) => body)].some((body) => plain(body).includes(said));
}

/** A text without what differs from copy to copy: line endings, spaces at the ends of lines, blank lines around it. */
function plain(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
