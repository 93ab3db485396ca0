import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { decodeText } from '../../src/format/decode-text.ts';
import { applyTextEdits, editField } from '../../src/format/edit-field.ts';
import { findField } from '../../src/format/front-matter.ts';
import { parseItemFile } from '../../src/format/item-file.ts';
import { isItemId, slugOfItemId } from '../../src/format/item-id.ts';
import { STATUSES } from '../../src/format/status.ts';
import { parseThread, serializeThread } from '../../src/format/thread.ts';
import { parseTimestamp } from '../../src/format/timestamp.ts';
import { addEvent } from '../../src/tickets/add-event.ts';
import { editItem, type ItemEdit, replaceItemText } from '../../src/tickets/edit-item.ts';
import type { ItemSnapshot } from '../../src/tickets/item.ts';
import { applyChanges } from '../support/apply-changes.ts';
import { changedLines } from '../support/changed-lines.ts';
import { operationContext } from '../support/operation-context.ts';
import { unpackCorpus } from '../support/unpack-corpus.ts';

const ARCHIVE = 'work-items-2026-06-06.tar.gz';
const directory = unpackCorpus(ARCHIVE);
if (directory === null) {
  console.warn(`SKIPPED: the real data is not at hand (${ARCHIVE}); nothing is proved about it here`);
}

afterAll(() => {
  if (directory !== null) rmSync(directory, { recursive: true, force: true });
});

function readText(file: string): string {
  const { text, validUtf8 } = decodeText(readFileSync(file));
  expect(validUtf8).toBe(true);
  return text;
}

function readItems(root: string): ItemSnapshot[] {
  return STATUSES.flatMap((status) => {
    const names = readdirSync(join(root, status), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return names.map(({ name: id }) => ({
      id,
      status,
      itemText: readText(join(root, status, id, 'item.md')),
      threadText: readText(join(root, status, id, 'thread.md')),
      resolutionText: null,
      digestText: null,
    }));
  });
}

/** After every event of the real data, so that no clock is ahead. */
const context = operationContext('2027-01-01T00:00:00Z');

const lineOf = (item: ItemSnapshot, key: string): number =>
  findField(parseItemFile(item.itemText).frontMatter, key)?.line ?? -1;

describe.skipIf(directory === null)('the real data', () => {
  const items = directory === null ? [] : readItems(join(directory, 'work-items'));

  test('is 112 items, each with its id and its title as a person sees it', () => {
    expect(items).toHaveLength(112);
    for (const item of items) {
      const { fields, problems, frontMatter } = parseItemFile(item.itemText);
      expect(problems).toEqual([]);
      expect(frontMatter.state).toBe('closed');
      expect(isItemId(item.id)).toBe(true);
      expect(fields).toMatchObject({ id: item.id, slug: slugOfItemId(item.id), status: item.status });
      expect(fields.title).toBe(/^title: (.*)$/m.exec(item.itemText)?.[1]);
      expect(fields.priority).toMatch(/^P[0-3]$/);
      expect(parseTimestamp(fields.createdAt)).not.toBeNull();
      expect(parseTimestamp(fields.updatedAt)).not.toBeNull();
      expect(item.itemText.slice(0, frontMatter.bodyStart)).toMatch(/\n---\n$/);
    }
  });

  test('has 47 front matters that are no YAML', () => {
    const broken = items.filter((item) => {
      const { frontMatter } = parseItemFile(item.itemText);
      return parseDocument(item.itemText.slice('---\n'.length, frontMatter.closerStart)).errors.length > 0;
    });
    expect(broken).toHaveLength(47);
  });

  test('reads as in YAML, where it is YAML', () => {
    for (const item of items) {
      const { fields, frontMatter } = parseItemFile(item.itemText);
      const document = parseDocument(item.itemText.slice('---\n'.length, frontMatter.closerStart));
      if (document.errors.length > 0) continue;
      expect(document.toJS()).toMatchObject({
        ...{ id: fields.id, title: fields.title, labels: fields.labels, assignee: fields.assignee },
        ...{ created_at: fields.createdAt, updated_at: fields.updatedAt, legacy_ticket: fields.legacyTicket },
      });
    }
  });

  test('is 392 events, each with kind, author, time and text', () => {
    const threads = items.map((item) => parseThread(item.threadText, item.id));
    const events = threads.flatMap((thread) => thread.events);
    expect(events).toHaveLength(392);
    for (const event of events) {
      expect(event.kind).toMatch(/^[a-z_]+$/);
      expect(event.author).toBeTruthy();
      expect(parseTimestamp(event.at ?? '')).not.toBeNull();
      expect(event.body.trim()).not.toBe('');
      expect(event.id).toBeNull();
    }
    expect(threads.map((thread) => thread.preamble).join('')).toBe('');
    expect(events.filter((event) => event.heading === null)).toHaveLength(2);
    expect(events.filter((event) => event.author === 'yoi ticket')).toHaveLength(6);
    expect(events.filter((event) => /^---$/m.test(event.body))).toHaveLength(34);
  });

  test('has 60 reviews, one of them without a verdict', () => {
    const threads = items.map((item) => parseThread(item.threadText, item.id));
    const reviews = threads.flatMap((thread) => thread.events).filter((event) => event.kind === 'review');
    expect(reviews).toHaveLength(60);
    expect(reviews.filter((review) => review.verdict === null)).toHaveLength(1);
    expect(threads.flatMap((thread) => thread.problems).map((problem) => problem.code)).toEqual([
      'thread/review-without-verdict',
    ]);
  });

  test('first events are creations and migrations at created_at', () => {
    for (const item of items) {
      const [first] = parseThread(item.threadText, item.id).events;
      expect(first?.kind).toMatch(/^(?:create|migration)$/);
      expect(first?.at).toBe(parseItemFile(item.itemText).fields.createdAt);
    }
  });

  test('round-trips', () => {
    for (const item of items) {
      expect(serializeThread(parseThread(item.threadText, item.id))).toBe(item.threadText);
      const { frontMatter, fields, body } = parseItemFile(item.itemText);
      expect(frontMatter.text.slice(0, frontMatter.bodyStart) + body).toBe(item.itemText);
      // An edit to what is there already changes nothing at all.
      const { id, slug, status, kind, priority } = fields;
      const values = { id, slug, status, kind, priority, created_at: fields.createdAt, updated_at: fields.updatedAt };
      for (const [key, value] of Object.entries(values)) {
        expect(applyTextEdits(item.itemText, [editField(frontMatter, key, value)])).toBe(item.itemText);
      }
    }
  });

  const edits: [string, ItemEdit][] = [
    ['title', { title: 'New: title #1' }],
    ['slug', { slug: 'new-slug' }],
    ['kind', { kind: 'chore' }],
    ['priority', { priority: 'P0' }],
    ['assignee', { assignee: 'Some One' }],
    ['labels', { addLabels: ['new-label'] }],
  ];

  test.each(edits)('changes in one line, and updated_at, when its %s is edited', (key, edit) => {
    for (const item of items) {
      const plan = editItem(item, edit, context);
      if (plan.changes.length === 0) {
        // One of the real items may have that value already.
        expect(key).toBe('priority');
        continue;
      }
      const after = applyChanges(item, plan.changes);
      const expected = [lineOf(item, key), lineOf(item, 'updated_at')].sort((a, b) => a - b);
      expect(changedLines(item.itemText, after.itemText)).toEqual(expected);
      const fields = parseItemFile(after.itemText).fields;
      const before = parseItemFile(item.itemText).fields;
      const { addLabels, ...values } = edit;
      expect(fields).toEqual({
        ...before,
        ...values,
        labels: [...before.labels, ...(addLabels ?? [])],
        updatedAt: '2027-01-01T00:00:00Z',
      });
    }
  });

  test('takes an edit in an editor that changes only the body', () => {
    for (const item of items) {
      const after = applyChanges(item, replaceItemText(item, `${item.itemText}\nMore.\n`, context).changes);
      expect(changedLines(`${item.itemText}\nMore.\n`, after.itemText)).toEqual([lineOf(item, 'updated_at')]);
    }
  });

  test('takes whole threads as comments, and no event is gained or lost', () => {
    for (const item of items) {
      const before = parseThread(item.threadText, item.id).events;
      let after = item;
      for (const body of [item.threadText, item.itemText, '```\nopen']) {
        after = applyChanges(after, addEvent(after, { kind: 'comment', body }, context).changes);
      }
      const events = parseThread(after.threadText, item.id).events;
      expect(events.slice(0, -3).map(({ line }) => line)).toEqual(before.map(({ line }) => line));
      expect(events.slice(-3).map(({ body }) => body)).toEqual([
        item.threadText.trim(),
        item.itemText.trim(),
        '```\nopen',
      ]);
    }
  });
});
