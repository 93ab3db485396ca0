import { slugify } from '../format/slug.ts';
import { titleSlug } from '../format/title-slug.ts';
import { applyChanges } from '../store/apply-changes.ts';
import { takenSlugsLike } from '../store/taken-slugs.ts';
import { checkSlug } from '../tickets/check-value.ts';
import { type CreateResult, createItem, slugStem } from '../tickets/create-item.ts';
import { whileLocked } from './change-item.ts';
import { resolveAuthor } from './resolve-author.ts';
import type { Workspace } from './workspace.ts';

export interface CreateOptions {
  title: string;
  /** Default: made from the title. */
  slug?: string;
  kind?: string;
  priority?: string;
  labels?: readonly string[];
  assignee?: string;
  body?: string;
  author?: string;
}

/** Creates an open item. */
export async function create(workspace: Workspace, options: CreateOptions): Promise<CreateResult> {
  const { slug, author: givenAuthor, ...input } = options;
  const author = resolveAuthor(workspace, givenAuthor);
  const derivedSlug = slug === undefined ? await titleSlug(options.title) : slugify(slug);
  return whileLocked(workspace, () => {
    const root = workspace.root.path;
    const wanted = { slug: slug === undefined ? null : checkSlug(slug), derivedSlug };
    const taken = takenSlugsLike(root, slugStem(wanted));
    const context = { author, now: workspace.now() };
    const plan = createItem(taken, { ...input, ...wanted }, context);
    applyChanges(root, plan.changes);
    return plan.result;
  });
}
