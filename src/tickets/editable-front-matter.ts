import { type FrontMatter, parseFrontMatter } from '../format/front-matter.ts';
import type { Problem } from '../format/problem.ts';
import type { ItemSnapshot } from './item.ts';
import { TicketsError } from './tickets-error.ts';

/** The front matter of an item.md that is to be edited. Throws where it does not end, or does not begin: what it holds is a guess. */
export function editableFrontMatter({ id, itemText }: Pick<ItemSnapshot, 'id' | 'itemText'>): FrontMatter {
  const frontMatter = parseFrontMatter(itemText);
  if (frontMatter.state === 'closed') return frontMatter;
  throw new TicketsError(
    'unreadable',
    `${id}: item.md cannot be edited: ${(frontMatter.problems[0] as Problem).message}`,
    'repair the first lines of item.md; `tickets doctor` shows where',
  );
}
