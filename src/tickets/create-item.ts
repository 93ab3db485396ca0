import { type ItemFields, serializeItemFile } from '../format/item-file.ts';
import { makeItemId } from '../format/item-id.ts';
import { serializeEvent } from '../format/serialize-event.ts';
import { LONGEST_SLUG } from '../format/slug.ts';
import { formatTimestamp } from '../format/timestamp.ts';
import type { Plan } from './change.ts';
import { checkItemText } from './check-item-text.ts';
import { checkAssignee, checkBody, checkKind, checkLabels, checkPriority, checkTitle } from './check-value.ts';
import type { OperationContext } from './item.ts';
import { TicketsError } from './tickets-error.ts';

export interface NewItem {
  title: string;
  /** A slug that a person chose: refused when it is taken. Null: `derivedSlug`, numbered when it is taken. */
  slug: string | null;
  derivedSlug: string;
  kind?: string;
  priority?: string;
  labels?: readonly string[];
  assignee?: string;
  body?: string;
}

export interface CreateResult {
  id: string;
  slug: string;
  title: string;
  status: 'open';
}

const EMPTY_BODY = '## Background\n\nTBD\n\n## Acceptance criteria\n\n- TBD';

/**
 * Creates an open item. `taken` has the slugs in the tree, at least those that begin with `slugStem`, each with the id of the
 * item that answers to it.
 */
export function createItem(
  taken: ReadonlyMap<string, string>,
  input: NewItem,
  context: OperationContext,
): Plan<CreateResult> {
  const title = checkTitle(input.title);
  const slug = freeSlug(taken, input);
  const now = formatTimestamp(context.now);
  const fields: ItemFields = {
    id: makeItemId(context.now, slug),
    slug,
    title,
    status: 'open',
    kind: checkKind(input.kind ?? 'task'),
    priority: checkPriority(input.priority ?? 'P2'),
    labels: checkLabels(input.labels ?? []),
    createdAt: now,
    updatedAt: now,
    assignee: checkAssignee(input.assignee ?? ''),
    legacyTicket: null,
  };
  const body = checkBody(input.body ?? '') || EMPTY_BODY;
  const created = serializeEvent(fields.id, {
    kind: 'create',
    author: context.author,
    at: now,
    body: 'Created by tickets new.',
  });
  const files = {
    'item.md': checkItemText(fields.id, serializeItemFile(fields, `${body}\n`)),
    'thread.md': created.text,
    'artifacts/.gitkeep': '',
  };
  return {
    changes: [{ type: 'create-item', item: { status: 'open', id: fields.id }, files }],
    result: { id: fields.id, slug, title, status: 'open' },
  };
}

/** More digits than a number behind a slug can get. */
const LONGEST_SUFFIX = 12;

/** What every slug begins with that a new item can get. */
export function slugStem({ slug, derivedSlug }: Pick<NewItem, 'slug' | 'derivedSlug'>): string {
  return slug ?? withoutHyphen(derivedSlug.slice(0, LONGEST_SLUG - LONGEST_SUFFIX));
}

function withoutHyphen(slug: string): string {
  return slug.replace(/-+$/, '');
}

function freeSlug(taken: ReadonlyMap<string, string>, input: NewItem): string {
  if (input.slug !== null) {
    const holder = taken.get(input.slug);
    if (holder === undefined) return input.slug;
    throw new TicketsError('slug-taken', `the slug '${input.slug}' is taken by ${holder}`, 'choose another --slug');
  }
  let slug = input.derivedSlug;
  for (let count = 2; taken.has(slug); count += 1) {
    const suffix = `-${count}`;
    slug = withoutHyphen(input.derivedSlug.slice(0, LONGEST_SLUG - suffix.length)) + suffix;
  }
  return slug;
}
