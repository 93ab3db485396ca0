import { parseItemFile } from '../format/item-file.ts';
import type { Status } from '../format/status.ts';
import { readItem, snapshotOf } from '../store/read-snapshot.ts';
import { resolveRef } from '../store/resolve-ref.ts';
import { isUnsettled } from '../store/settle-item.ts';
import { takenSlugsLike } from '../store/taken-slugs.ts';
import { addEvent, type EventInput, type EventResult } from '../tickets/add-event.ts';
import type { ItemPlace } from '../tickets/change.ts';
import { changeStatus, closeItem, reopenItem, type StatusResult } from '../tickets/change-status.ts';
import { checkSlug } from '../tickets/check-value.ts';
import { type ClaimResult, claimItem, unclaimItem } from '../tickets/claim-item.ts';
import { type EditResult, editItem, type ItemEdit, replaceItemText } from '../tickets/edit-item.ts';
import { type RedactResult, redactText } from '../tickets/redact-text.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { changeItem, settle } from './change-item.ts';
import { resolveAuthor } from './resolve-author.ts';
import type { Workspace } from './workspace.ts';

export interface WriteOptions {
  author?: string | undefined;
}

export interface ClaimOptions extends WriteOptions {
  /** Also if somebody else is the assignee. */
  force?: boolean;
}

/** A seal is of the whole log; a resolution is looked for in all of it, and a text that is taken out may be anywhere in it. */
const WHOLE = { wholeThread: true };

/** Appends a comment, plan, decision, report or review. */
export function writeEvent(workspace: Workspace, ref: string, input: EventInput, options: WriteOptions): EventResult {
  const author = resolveAuthor(workspace, options.author);
  return changeItem(workspace, ref, author, (item, context) => addEvent(item, input, context));
}

export function setStatus(
  workspace: Workspace,
  ref: string,
  input: { status: Status; body?: string },
  options: WriteOptions,
): StatusResult {
  const author = resolveAuthor(workspace, options.author);
  return changeItem(workspace, ref, author, (item, context) => changeStatus(item, input, context), WHOLE);
}

export function close(workspace: Workspace, ref: string, resolution: string, options: WriteOptions): StatusResult {
  const author = resolveAuthor(workspace, options.author);
  return changeItem(workspace, ref, author, (item, context) => closeItem(item, resolution, context), WHOLE);
}

export function reopen(workspace: Workspace, ref: string, body: string, options: WriteOptions): StatusResult {
  const author = resolveAuthor(workspace, options.author);
  return changeItem(workspace, ref, author, (item, context) => reopenItem(item, body, context), WHOLE);
}

export function edit(workspace: Workspace, ref: string, input: ItemEdit, options: WriteOptions): EditResult {
  const author = resolveAuthor(workspace, options.author);
  return changeItem(workspace, ref, author, (item, context) => {
    if (input.slug !== undefined) refuseTakenSlug(workspace, item.id, input.slug);
    return editItem(item, input, context);
  });
}

/** Takes the text out of an event, and records who did it and why. */
export function redact(
  workspace: Workspace,
  ref: string,
  input: { event: string; reason: string },
  options: WriteOptions,
): RedactResult {
  const author = resolveAuthor(workspace, options.author);
  return changeItem(
    workspace,
    ref,
    author,
    (item, context) => redactText(item, input.event, input.reason, context),
    WHOLE,
  );
}

/** Makes the author the assignee, if nobody is. */
export function claim(workspace: Workspace, ref: string, options: ClaimOptions): ClaimResult {
  const author = resolveAuthor(workspace, options.author);
  return changeItem(workspace, ref, author, (item, context) => claimItem(item, options, context));
}

/** Leaves an item without an assignee, if the author is it. */
export function unclaim(workspace: Workspace, ref: string, options: ClaimOptions): ClaimResult {
  const author = resolveAuthor(workspace, options.author);
  return changeItem(workspace, ref, author, (item, context) => unclaimItem(item, options, context));
}

/** The text of an item.md that can be written back; throws for one that cannot. */
export function readItemText(workspace: Workspace, ref: string): string {
  const item = readItem(workspace.root.path, resolveItem(workspace, ref), false);
  return snapshotOf(item).itemText;
}

/** Takes the whole text of an item.md that a person edited; `expected` is the text that the editor was given. */
export function replaceItem(
  workspace: Workspace,
  ref: string,
  input: { expected: string; text: string },
  options: WriteOptions,
): EditResult {
  const author = resolveAuthor(workspace, options.author);
  return changeItem(workspace, ref, author, (item, context) => {
    if (item.itemText !== input.expected) {
      throw new TicketsError('conflict', `${item.id} changed while it was edited`, 'look at it and edit it again');
    }
    const plan = replaceItemText(item, input.text, context);
    if (plan.result.changed.includes('slug')) {
      refuseTakenSlug(workspace, item.id, parseItemFile(input.text).fields.slug);
    }
    return plan;
  });
}

function refuseTakenSlug(workspace: Workspace, id: string, slug: string): void {
  const wanted = checkSlug(slug);
  const holder = takenSlugsLike(workspace.root.path, wanted, id).get(wanted);
  if (holder === undefined) return;
  throw new TicketsError('slug-taken', `the slug '${wanted}' is taken by ${holder}`, 'choose another');
}

/**
 * The item that a person means and wants to change, and where it is: what a killed command left undone of it is done
 * first. Throws `not-found` or `ambiguous`.
 */
export function resolveItem(workspace: Workspace, ref: string): ItemPlace {
  const root = workspace.root.path;
  const place = resolveRef(root, ref);
  if (!isUnsettled(root, place)) return place;
  settle(workspace, place.id);
  return resolveRef(root, place.id);
}
