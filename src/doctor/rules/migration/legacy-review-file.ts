import { exampleTree } from '../../example-tree.ts';
import { legacyFiles } from '../../legacy-files.ts';
import type { Rule } from '../../rule.ts';

export const legacyReviewFile: Rule = {
  id: 'migration/legacy-review-file',
  severity: 'error',
  summary: 'a review of the tracker before is still there',
  why: `A review in \`tickets/*.review.md\` belongs to a ticket, and is lost to everyone who reads the item that the ticket
became: who approved the work, and what was asked for, is in no log.`,
  help: '`tickets migrate` takes it over with its ticket; without one, record it with `tickets review --file`, then `git rm` it',
  bad: exampleTree({ '../tickets/slow-search.review.md': '# Review\n\nApprove.\n' }),
  good: exampleTree(),
  at: { path: '../tickets/slow-search.review.md' },
  checkTree: (tree) =>
    legacyFiles(tree)
      .filter(({ isReview }) => isReview)
      .map(({ path, item }) => ({
        path: `../${path}`,
        message: item === null ? `the review ${path} is not migrated` : `the review ${path} of ${item} is still there`,
      })),
};
