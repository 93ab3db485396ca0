import type { FrontMatter } from '../format/front-matter.ts';
import type { Problem } from '../format/problem.ts';
import { TicketsError } from './tickets-error.ts';

/** A front matter that is to be edited, as it is. Throws where it does not end, or does not begin: what it holds is a guess. */
export function editableFrontMatter(id: string, frontMatter: FrontMatter): FrontMatter {
  if (frontMatter.state === 'closed') return frontMatter;
  throw new TicketsError(
    'unreadable',
    `${id}: item.md cannot be edited: ${(frontMatter.problems[0] as Problem).message}`,
    'repair the first lines of item.md; `tickets doctor` shows where',
  );
}
