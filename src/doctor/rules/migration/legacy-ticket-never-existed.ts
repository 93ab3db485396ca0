import { nearestWord } from '../../../format/nearest-word.ts';
import { EXAMPLE_ID, EXAMPLE_ITEM, exampleTree } from '../../example-tree.ts';
import { factPlace } from '../../field-place.ts';
import { splitPath } from '../../legacy-path.ts';
import { missingTickets } from '../../missing-tickets.ts';
import type { Rule } from '../../rule.ts';

const tree = (ticket: string) =>
  exampleTree({
    [`open/${EXAMPLE_ID}/item.md`]: EXAMPLE_ITEM.replace('legacy_ticket: null', `legacy_ticket: tickets/${ticket}.md`),
  });

export const legacyTicketNeverExisted: Rule = {
  id: 'migration/legacy-ticket-never-existed',
  severity: 'warning',
  summary: "the legacy ticket that an item names never was in git's history",
  why: `\`legacy_ticket\` is how the text before the migration is found again, with its discussion and its dates. A path that
no commit ever had leads nowhere: it is mistyped, or was made up.

Looked at is what HEAD reaches, so that a checkout of one commit says the same everywhere. The ticket may have stood in
the project or, since projects move, in any folder of the repository that ends in the same path. Nothing is said without
git, of a value that is no path (an address, the number of an issue), or where history cannot tell: it is shallow, or it
has none of several tickets, which means that it begins after the migration (\`migration/history-not-checked\`).`,
  help: 'correct the path, or set it to null: `git log --diff-filter=D --name-only -- tickets` lists the files that were there',
  history: { files: { 'tickets/slow-search.md': '# Search is slow\n' }, gap: null },
  bad: tree('slow-serach'),
  good: tree('slow-search'),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 12, column: 16 },
  checkTree: (checked, { history }) =>
    missingTickets(checked, history).missing.map(({ item, path, names }) => {
      const { folder, name } = splitPath(path);
      const nearest = nearestWord(name, [...names]);
      return {
        ...factPlace(item, 'legacy_ticket'),
        item: item.id,
        message: `no commit ever had ${path}`,
        ...(nearest !== undefined && { help: `did you mean ${folder === '' ? '' : `${folder}/`}${nearest}?` }),
      };
    }),
};
