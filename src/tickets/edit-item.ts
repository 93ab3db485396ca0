import { editField, editList, type TextEdit } from '../format/edit-field.ts';
import { FIELDS, type FieldKey } from '../format/fields.ts';
import { type ItemFields, parseItemFile } from '../format/item-file.ts';
import { lineEnding } from '../format/line-ending.ts';
import type { Problem } from '../format/problem.ts';
import type { EventResult } from './add-event.ts';
import type { Change, Plan } from './change.ts';
import {
  checkAssignee,
  checkBody,
  checkKind,
  checkLabels,
  checkPriority,
  checkSlug,
  checkTitle,
} from './check-value.ts';
import { extendSeal } from './digest/seal.ts';
import { editableFrontMatter } from './editable-front-matter.ts';
import { hasEditedSlug } from './has-edited-slug.ts';
import type { ItemSnapshot, OperationContext } from './item.ts';
import { recordEvent } from './record-event.ts';
import { TicketsError } from './tickets-error.ts';

/** What to change; what is left out stays. */
export interface ItemEdit {
  title?: string;
  slug?: string;
  kind?: string;
  priority?: string;
  assignee?: string;
  addLabels?: readonly string[];
  removeLabels?: readonly string[];
  body?: string;
}

export interface EditResult extends Omit<EventResult, 'event'> {
  /** The fields that changed, in the order of the file; empty when all had the values asked for. */
  changed: string[];
  event: EventResult['event'] | null;
}

/** Edits fields and body of an item, and leaves an event with what was there before. */
export function editItem(item: ItemSnapshot, edit: ItemEdit, context: OperationContext): Plan<EditResult> {
  const file = parseItemFile(item.itemText);
  // What a damaged file lacks would pass for what it does not have to change.
  editableFrontMatter(item.id, file.frontMatter);
  const edits: TextEdit[] = [];
  const before: string[] = [];
  const changed: string[] = [];
  const note = (key: string, was: string): void => {
    changed.push(key);
    before.push(`- ${key}: ${was}`);
  };
  for (const [key, value] of checkedFields(edit)) {
    const was = currentValue(file.fields, key);
    if (was === value) continue;
    edits.push(editField(file.frontMatter, key, value));
    note(key, was ?? 'null');
  }
  const labels = changedLabels(file.fields.labels, edit);
  if (labels) {
    edits.push(...editList(file.frontMatter, 'labels', labels));
    note('labels', file.fields.labels.join(', ') || '(none)');
  }
  let text = `Before:\n\n${before.join('\n')}`;
  if (edit.body !== undefined) {
    const eol = lineEnding(item.itemText);
    const body = checkBody(edit.body, 'an item').replaceAll('\n', eol);
    const oldBody = file.body.replace(/^(?:\r?\n)+/, '').trimEnd();
    if (body !== oldBody) {
      const start = file.frontMatter.bodyStart;
      edits.push({ start, end: item.itemText.length, text: `${eol}${body}${eol}` });
      changed.push('body');
      text = `${before.length > 0 ? `${text}\n\n` : ''}Body before:\n\n${inFence(oldBody.replaceAll('\r\n', '\n'))}`;
    }
  }
  return recordEdit(item, changed, text, context, edits);
}

/** Sets fields to values that were checked, with an event that says why and what was there before. */
export function recordFields(
  item: ItemSnapshot,
  values: readonly [EditableKey, string | null][],
  why: string,
  context: OperationContext,
): Plan<EditResult> {
  const file = parseItemFile(item.itemText);
  editableFrontMatter(item.id, file.frontMatter);
  const changed = values.filter(([key, value]) => currentValue(file.fields, key) !== value);
  const edits = changed.map(([key, value]) => editField(file.frontMatter, key, value));
  const before = changed.map(([key]) => `- ${key}: ${currentValue(file.fields, key) ?? 'null'}`);
  const body = `${why}\n\nBefore:\n\n${before.join('\n')}`;
  return recordEdit(
    item,
    changed.map(([key]) => key),
    body,
    context,
    edits,
  );
}

/** Fields that the text of item.md may not change by hand in an editor: they have commands or never change. */
const FIXED = ['id', 'status', 'created_at', 'updated_at', 'legacy_ticket'] as const;

/**
 * Takes a whole item.md that a person edited. Everything that came back is kept as it is; only the fields that
 * have a command of their own, or none, are refused.
 */
export function replaceItemText(item: ItemSnapshot, text: string, context: OperationContext): Plan<EditResult> {
  const old = parseItemFile(item.itemText);
  const edited = parseItemFile(text);
  const problem = newProblem(old.problems, edited.problems);
  if (problem) {
    throw new TicketsError('invalid-value', `line ${problem.line ?? 1}: ${problem.message}`);
  }
  if (text.includes('\0')) throw new TicketsError('invalid-value', 'the text holds a NUL character');
  for (const key of FIXED) {
    const was = currentValue(old.fields, key);
    if (currentValue(edited.fields, key) === was) continue;
    const hint = key === 'status' ? `use tickets status ${item.id} STATUS` : `put back: ${key}: ${was}`;
    throw new TicketsError('invalid-value', `${key} cannot be changed by hand`, hint);
  }
  const changed: string[] = [];
  const before: string[] = [];
  const checks = { title: checkTitle, slug: checkSlug, kind: checkKind, priority: checkPriority } as const;
  for (const key of ['slug', 'title', 'kind', 'priority', 'labels', 'assignee'] as const) {
    const was = currentValue(old.fields, key);
    const is = currentValue(edited.fields, key);
    if (was === is) continue;
    if (key in checks && checks[key as keyof typeof checks](is ?? '') !== is) {
      throw new TicketsError('invalid-value', `${key}: '${is}' is not in form`);
    }
    changed.push(key);
    before.push(`- ${key}: ${was ?? 'null'}`);
  }
  const oldBody = old.body.replaceAll('\r\n', '\n').trim();
  const bodyChanged = edited.body.replaceAll('\r\n', '\n').trim() !== oldBody;
  const frontMatterChanged =
    text.slice(0, edited.frontMatter.bodyStart) !== item.itemText.slice(0, old.frontMatter.bodyStart);
  if (bodyChanged) changed.push('body');
  if (text !== item.itemText && changed.length === 0) changed.push(frontMatterChanged ? 'front matter' : 'body');
  const parts = [
    before.length > 0 ? `Before:\n\n${before.join('\n')}` : '',
    frontMatterChanged && before.length === 0
      ? `Front matter before:\n\n${inFence(item.itemText.slice(0, old.frontMatter.bodyStart).trim())}`
      : '',
    bodyChanged ? `Body before:\n\n${inFence(oldBody)}` : '',
  ].filter((part) => part !== '');
  const body = parts.join('\n\n') || 'Only blank space changed.';
  return recordEdit({ ...item, itemText: text }, changed, body, context);
}

/** The plan of an edit: its event with what was there before; nothing at all where nothing changed. */
function recordEdit(
  item: ItemSnapshot,
  changed: string[],
  body: string,
  context: OperationContext,
  edits: readonly TextEdit[] = [],
): Plan<EditResult> {
  const { id, status } = item;
  if (changed.length === 0) return { changes: [], result: { id, status, changed, event: null } };
  const attributes = [{ key: 'field', value: changed.join(',') }];
  const recorded = recordEvent(item, { kind: 'item_edit', attributes, body }, context, edits);
  const event = { kind: 'item_edit', id: recorded.id, at: recorded.at, author: context.author };
  // The event says what was there before; what is there now stands in item.md alone.
  const note: Change = { type: 'note-slug', item: { id, status } };
  const changes: Change[] = [
    recorded.append,
    ...extendSeal(item, recorded.append.text),
    ...(changed.includes('slug') && hasEditedSlug(id, recorded.update.text) ? [note] : []),
    { ...recorded.update, keep: true },
  ];
  return { changes, result: { id, status, changed, event } };
}

/** A problem that was not there before; what was wrong already may stay, on whatever line it is now. */
function newProblem(before: readonly Problem[], after: readonly Problem[]): Problem | undefined {
  const known = before.map((problem) => problem.code);
  return after.find((problem) => {
    const at = known.indexOf(problem.code);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}

type EditableKey = 'title' | 'slug' | 'kind' | 'priority' | 'assignee';

function checkedFields(edit: ItemEdit): [EditableKey, string | null][] {
  const fields: [EditableKey, string | null][] = [];
  if (edit.slug !== undefined) fields.push(['slug', checkSlug(edit.slug)]);
  if (edit.title !== undefined) fields.push(['title', checkTitle(edit.title)]);
  if (edit.kind !== undefined) fields.push(['kind', checkKind(edit.kind)]);
  if (edit.priority !== undefined) fields.push(['priority', checkPriority(edit.priority)]);
  if (edit.assignee !== undefined) fields.push(['assignee', checkAssignee(edit.assignee)]);
  return fields;
}

/** The value of a field by its key in the file, as text. */
function currentValue(fields: ItemFields, key: FieldKey): string | null {
  const property = FIELDS.find((field) => field.key === key)?.property;
  const value = property ? fields[property] : null;
  return Array.isArray(value) ? value.join(', ') : value;
}

function changedLabels(current: readonly string[], edit: ItemEdit): string[] | null {
  const removed = new Set(checkLabels(edit.removeLabels ?? []));
  const kept = current.filter((label) => !removed.has(label));
  const labels = [...kept, ...checkLabels(edit.addLabels ?? []).filter((label) => !kept.includes(label))];
  return labels.join('\n') === current.join('\n') ? null : labels;
}

/** A text in a code fence that is longer than any in it. */
function inFence(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}md\n${text}\n${fence}`;
}
