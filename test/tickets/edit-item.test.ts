import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventId } from '../../src/format/event-id.ts';
import { parseItemFile } from '../../src/format/item-file.ts';
import { parseThread, type ThreadEvent } from '../../src/format/thread.ts';
import { editItem, type ItemEdit, replaceItemText } from '../../src/tickets/edit-item.ts';
import type { ItemSnapshot } from '../../src/tickets/item.ts';
import { applyChanges } from '../support/apply-changes.ts';
import { changedLines } from '../support/changed-lines.ts';
import { hostileText } from '../support/hostile-text.ts';
import { itemSnapshot } from '../support/item-snapshot.ts';
import { operationContext } from '../support/operation-context.ts';
import { thrownBy } from '../support/thrown-by.ts';
import { title } from '../support/title.ts';

const AT = '2026-05-30T06:32:59Z';

const edit = (item: ItemSnapshot, changes: ItemEdit): ItemSnapshot =>
  applyChanges(item, editItem(item, changes, operationContext()).changes);

const replace = (item: ItemSnapshot, text: string): ItemSnapshot =>
  applyChanges(item, replaceItemText(item, text, operationContext()).changes);

const lastEvent = (item: ItemSnapshot): ThreadEvent | undefined => parseThread(item.threadText, item.id).events.at(-1);

/** The sample item with its title line written as it stands here. */
function withTitleLine(line: string, eol = '\n'): ItemSnapshot {
  const item = itemSnapshot();
  return { ...item, itemText: item.itemText.replace('title: Sample item', line).replaceAll('\n', eol) };
}

describe('an edit', () => {
  test('changes the lines of its fields, and leaves an event with what was there', () => {
    const item = itemSnapshot();
    const { changes, result } = editItem(
      item,
      { title: 'New: title', priority: 'P0', assignee: 'hare', addLabels: ['new'], removeLabels: ['tui'] },
      operationContext(),
    );
    const after = applyChanges(item, changes);
    expect(changedLines(item.itemText, after.itemText)).toEqual([4, 7, 8, 10, 11]);
    expect(parseItemFile(after.itemText).fields).toMatchObject({
      title: 'New: title',
      priority: 'P0',
      assignee: 'hare',
      labels: ['docs', 'new'],
      updatedAt: AT,
    });
    const event = lastEvent(after);
    expect(event).toMatchObject({ kind: 'item_edit', heading: 'Item edited', at: AT });
    expect(event?.body).toBe('Before:\n\n- title: Sample item\n- priority: P2\n- assignee: null\n- labels: tui, docs');
    expect(event?.attributes).toContainEqual({ key: 'field', value: 'title,priority,assignee,labels' });
    expect(result).toMatchObject({ changed: ['title', 'priority', 'assignee', 'labels'], event: { id: event?.id } });
  });

  test('to what is there already does nothing', () => {
    const same = {
      title: ' Sample item ',
      kind: 'task',
      priority: 'P2',
      assignee: 'null',
      addLabels: ['tui'],
      removeLabels: ['x'],
    };
    const { changes, result } = editItem(
      itemSnapshot(),
      { ...same, body: '\n## Background\n\nText.\n\n' },
      operationContext(),
    );
    expect(changes).toEqual([]);
    expect(result).toMatchObject({ changed: [], event: null });
  });

  test.each([
    ['title: TUI picker: live pending Pod', 'TUI picker: live pending Pod', 'title: New'],
    ['title: "quoted" # note', 'quoted', 'title: "New" # note'],
    ["title: 'it''s'", "it's", "title: 'New'"],
    ['title: Fix #12', 'Fix #12', 'title: New'],
    ['title: C1 \u009b', 'C1 \u009b', 'title: New'],
    ['title:', '', 'title: New'],
    ['title:   spaced', 'spaced', 'title:   New'],
  ])('of %j', (line, was, now) => {
    const item = withTitleLine(line);
    const after = edit(item, { title: 'New' });
    expect(after.itemText).toContain(`\n${now}\n`);
    expect(changedLines(item.itemText, after.itemText)).toEqual([4, 10]);
    expect(lastEvent(after)?.body).toBe(`Before:\n\n- title: ${was}`);
  });

  test('leaves a title that is no YAML as it is, when something else changes', () => {
    const item = withTitleLine('title: a: b: c');
    expect(changedLines(item.itemText, edit(item, { priority: 'P1' }).itemText)).toEqual([7, 10]);
  });

  test('of a CRLF file keeps it CRLF', () => {
    const item = withTitleLine('title: a', '\r\n');
    const after = edit(item, { title: 'b', addLabels: ['x'], body: 'New\nbody' });
    expect(after.itemText.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(parseItemFile(after.itemText).body).toBe('\r\nNew\r\nbody\r\n');
    expect(edit(after, { body: 'New\nbody' })).toEqual(after);
  });

  test('of the body keeps the old one in the log, in a fence that nothing in it closes', () => {
    const item = itemSnapshot();
    const old = `## Old\n\n\`\`\`\`md\n---\nx\n\`\`\`\`\n\n<!-- event: review author: x at: y status: approve -->`;
    const first = edit(item, { body: old });
    const after = edit(first, { body: '\n\nNew.\n\n' });
    expect(parseItemFile(after.itemText).body).toBe('\nNew.\n');
    expect(lastEvent(after)?.body).toBe(`Body before:\n\n\`\`\`\`\`md\n${old}\n\`\`\`\`\``);
    expect(lastEvent(first)?.body).toBe('Body before:\n\n```md\n## Background\n\nText.\n```');
    expect(parseThread(after.threadText, item.id).events).toHaveLength(3);
  });

  test('of fields and body says both', () => {
    const after = edit(itemSnapshot(), { kind: 'bug', body: 'New.' });
    expect(lastEvent(after)?.body).toMatch(/^Before:\n\n- kind: task\n\nBody before:\n\n```md\n/);
    expect(lastEvent(after)?.attributes).toContainEqual({ key: 'field', value: 'kind,body' });
  });

  test('of a body with very many backticks', () => {
    const item = itemSnapshot();
    const long = { ...item, itemText: `${item.itemText}${'` '.repeat(200_000)}\n` };
    expect(parseItemFile(edit(long, { body: 'New.' }).itemText).body).toBe('\nNew.\n');
  });

  test('reads back, whatever is put in, and forges nothing', () => {
    fc.assert(
      fc.property(title, title, hostileText, title, (first, second, body, assignee) => {
        if (body.includes('\0') || body.trim() === '' || assignee === 'null' || first === second) return;
        let item = edit(itemSnapshot(), { title: first, body, assignee });
        item = edit(item, { title: second, body: 'end', assignee: 'null' });
        const file = parseItemFile(item.itemText);
        expect(file.fields).toMatchObject({ title: second, assignee: null, status: 'open', updatedAt: AT });
        expect(file.frontMatter.fields).toHaveLength(11);
        const events = parseThread(item.threadText, item.id).events;
        expect(events.map(({ kind }) => kind).filter((kind) => kind !== 'item_edit')).toEqual(['create']);
        expect(events.at(-1)?.body).toContain(`- title: ${first}\n- assignee: ${assignee}`);
        for (const event of events) expect(eventId(item.id, event)).toBe(event.id);
      }),
      { numRuns: 500 },
    );
  });

  test.each<ItemEdit>([
    { title: 'a\nstatus: closed' },
    { title: ' ' },
    { kind: 'Task' },
    { priority: '1' },
    { assignee: 'a\u2028b' },
    { addLabels: ['a\nb'] },
    { slug: '日本' },
    { body: ' \n' },
    { body: 'a\0' },
  ])('with %j is refused', (changes) => {
    expect(thrownBy(() => edit(itemSnapshot(), changes))).toMatchObject({ name: 'TicketsError' });
  });

  test('of an item.md without a closing --- is refused, and says why', () => {
    const item = itemSnapshot({ itemText: '---\ntitle: a\nstatus: open\n\nBody\n' });
    for (const changes of [{ title: 'b' }, { addLabels: ['x'] }, { body: 'y' }]) {
      expect(thrownBy(() => edit(item, changes))).toMatchObject({
        code: 'unreadable',
        message: expect.stringMatching(/never closed/),
      });
    }
  });

  test('that adds a label to a block list at the end, where updated_at is missing', () => {
    const item = itemSnapshot({ itemText: '---\nid: x\nlabels:\n  - a\n---\n\nBody\n' });
    const after = edit(item, { addLabels: ['b'] });
    expect(after.itemText).toBe(`---\nid: x\nlabels:\n  - a\n  - b\nupdated_at: ${AT}\n---\n\nBody\n`);
  });
});

describe('an item.md that a person edited', () => {
  const item = itemSnapshot();

  test('is taken as it is, but for updated_at', () => {
    const text = item.itemText
      .replace('title: Sample item', "title: 'Own quotes' # note")
      .replace('labels: [tui, docs]', 'labels:\n  - tui\nrisk_flags: [x]')
      .replace('Text.', 'Other text.');
    const after = replace(item, text);
    expect(after.itemText).toBe(text.replace(/^updated_at: .*$/m, `updated_at: ${AT}`));
    const event = lastEvent(after);
    expect(event?.attributes).toContainEqual({ key: 'field', value: 'title,labels,body' });
    expect(event?.body).toBe(
      'Before:\n\n- title: Sample item\n- labels: tui, docs\n\nBody before:\n\n```md\n## Background\n\nText.\n```',
    );
  });

  test('that is the same does nothing', () => {
    const plan = replaceItemText(item, item.itemText, operationContext());
    expect(plan).toMatchObject({ changes: [], result: { changed: [], event: null } });
  });

  test('with an unknown key more keeps the old front matter in the log', () => {
    const after = replace(item, item.itemText.replace('kind: task', 'kind: task\nqueued_by: hare'));
    expect(after.itemText).toContain('\nqueued_by: hare\n');
    expect(lastEvent(after)?.attributes).toContainEqual({ key: 'field', value: 'front matter' });
    expect(lastEvent(after)?.body).toMatch(/^Front matter before:\n\n```md\n---\nid: /);
    expect(lastEvent(after)?.body).not.toContain('queued_by');
  });

  test('with other blank space says so', () => {
    const after = replace(item, `${item.itemText}\n\n`);
    expect(after.itemText.endsWith('Text.\n\n\n')).toBe(true);
    expect(lastEvent(after)?.body).toBe('Only blank space changed.');
  });

  test.each([
    ['id', /^id: .*$/m, 'id: ../../x', 'put back'],
    ['status', /^status: .*$/m, 'status: closed', 'tickets status'],
    ['created_at', /^created_at: .*\n/m, '', 'put back'],
    ['updated_at', /^updated_at: .*$/m, 'updated_at: 2030-01-01T00:00:00Z', 'put back'],
    ['legacy_ticket', /^legacy_ticket: .*$/m, 'legacy_ticket: x.md', 'put back'],
  ])('may not change %s', (key, line, now, hint) => {
    const error = thrownBy(() => replace(item, item.itemText.replace(line, now)));
    expect(error).toMatchObject({
      code: 'invalid-value',
      message: `${key} cannot be changed by hand`,
      hint: expect.stringContaining(hint),
    });
  });

  test.each([
    ['no closer', item.itemText.replace('\n---\n', '\n'), 'invalid-value'],
    ['no opener', item.itemText.slice(4), 'invalid-value'],
    ['nothing', '', 'invalid-value'],
    ['a line that is no field', item.itemText.replace('kind: task', 'kind: task\nno field'), 'invalid-value'],
    ['a second id', item.itemText.replace('kind: task', 'kind: task\nid: y'), 'invalid-value'],
    ['an empty title', item.itemText.replace('title: Sample item', 'title:'), 'invalid-value'],
    ['a title with a control character', item.itemText.replace('Sample item', 'a\u009bb'), 'invalid-value'],
    ['a priority out of form', item.itemText.replace('P2', 'p2'), 'invalid-value'],
    ['a kind out of form', item.itemText.replace('kind: task', 'kind: Task'), 'invalid-value'],
    ['a slug out of form', item.itemText.replace('slug: sample-item', 'slug: A b'), 'invalid-value'],
    ['a NUL character', item.itemText.replace('Text.', '\0'), 'invalid-value'],
  ])('with %s is refused', (_name, text, code) => {
    expect(thrownBy(() => replace(item, text))).toMatchObject({ name: 'TicketsError', code });
  });

  test('may keep what was wrong before', () => {
    const wrong = { ...item, itemText: item.itemText.replace('assignee: null', 'assignee: null\nno field') };
    expect(replace(wrong, wrong.itemText.replace('Text.', 'New.')).itemText).toContain('New.');
  });

  test('may keep what was wrong before, on another line', () => {
    const wrong = { ...item, itemText: item.itemText.replace('assignee: null', 'assignee: null\nkind: bug') };
    const text = wrong.itemText.replace('title: ', 'queued_by: hare\ntitle: ');
    expect(replace(wrong, text).itemText).toContain('queued_by: hare');
  });

  test('may not add what is wrong to what was wrong before', () => {
    const wrong = { ...item, itemText: item.itemText.replace('slug:', 'no field\nslug:') };
    for (const added of ['status: closed', 'no field either']) {
      const text = wrong.itemText.replace('assignee: null', `assignee: null\n${added}`);
      expect(thrownBy(() => replace(wrong, text))).toMatchObject({ code: 'invalid-value' });
    }
  });

  test('of a CRLF file stays as the editor saved it', () => {
    const crlf = { ...item, itemText: item.itemText.replaceAll('\n', '\r\n') };
    const after = replace(crlf, crlf.itemText.replace('Text.', 'New.'));
    expect(after.itemText.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(lastEvent(after)?.body).toBe('Body before:\n\n```md\n## Background\n\nText.\n```');
  });

  test('with any body forges nothing', () => {
    const head = item.itemText.slice(0, parseItemFile(item.itemText).frontMatter.bodyStart);
    fc.assert(
      fc.property(hostileText, hostileText, (first, second) => {
        if (`${first}${second}`.includes('\0')) return;
        const after = replace(
          replace(item, `${head}${first}`),
          `${head.replace('Sample', 'Other')}${second}`.replace(/^updated_at: .*$/m, `updated_at: ${AT}`),
        );
        expect(parseItemFile(after.itemText).body).toBe(second);
        const events = parseThread(after.threadText, item.id).events;
        expect(events.map(({ kind }) => kind)).toEqual(['create', 'item_edit', 'item_edit']);
        for (const event of events) expect(eventId(item.id, event)).toBe(event.id);
      }),
      { numRuns: 300 },
    );
  });
});
