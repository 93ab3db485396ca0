import { exampleTree } from '../../example-tree.ts';
import { legacyFiles } from '../../legacy-files.ts';
import type { Rule } from '../../rule.ts';

export const legacyTicketFile: Rule = {
  id: 'migration/legacy-ticket-file',
  severity: 'error',
  summary: 'a ticket of the tracker before is still there',
  why: `Work that stands in \`tickets/*.md\` is in no list, and a ticket that is there and in an item is worked on in two
places. The migration takes the files over; history keeps them.`,
  help: '`tickets migrate` makes an item of it',
  bad: exampleTree({ '../tickets/slow-search.md': '# Search is slow\n' }),
  good: exampleTree(),
  at: { path: '../tickets/slow-search.md' },
  checkTree: (tree) =>
    legacyFiles(tree)
      .filter(({ isReview }) => !isReview)
      .map(({ path, item }) => ({
        path: `../${path}`,
        message: item === null ? `${path} is not migrated` : `${path} is still there, though ${item} was made from it`,
        ...(item === null ? {} : { help: 'take over what was added to it since, then `git rm` the file' }),
      })),
};
