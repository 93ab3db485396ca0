import { describe, expect, test } from 'vitest';
import { REDACTION, redactedHash, redactionNote, textHash } from '../../src/format/redaction.ts';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { parseThread, type ThreadEvent } from '../../src/format/thread.ts';
import type { Change } from '../../src/tickets/change.ts';
import type { ItemSnapshot } from '../../src/tickets/item.ts';
import { projectRedaction } from '../../src/tickets/project-redaction.ts';
import { redactText } from '../../src/tickets/redact-text.ts';
import { itemSnapshot } from '../support/item-snapshot.ts';
import { oldEvent } from '../support/old-event.ts';
import { operationContext } from '../support/operation-context.ts';
import { thrownBy } from '../support/thrown-by.ts';

/** The log that the changes of a redaction leave. */
function threadAfter(changes: readonly Change[]): string {
  const write = changes.findLast((change) => change.type === 'write' && change.file === 'thread.md');
  return write?.type === 'write' ? write.text : '';
}

const withEvents = (...events: string[]): ItemSnapshot => {
  const item = itemSnapshot();
  return { ...item, threadText: [item.threadText, ...events].join('\n') };
};

const item = withEvents(oldEvent({ body: 'Secret.' }), oldEvent({ body: 'Other.' }));

describe('the text of an event is taken out', () => {
  test('of one that is named by its id', () => {
    const created = parseThread(item.threadText, item.id).events[0] as ThreadEvent;
    const { result } = redactText(item, created.id ?? '', 'A key.', operationContext());
    expect(result.redacted).toMatchObject({ number: 1, id: created.id, kind: 'create' });
  });

  test('of one without an id, which is then named by its text alone', () => {
    const { changes, result } = redactText(item, '2', 'A key.', operationContext());
    const sha256 = textHash('Secret.');
    expect(result.redacted).toEqual({ number: 2, id: null, kind: 'comment', sha256, alike: [] });
    const { events } = parseThread(threadAfter(changes), item.id);
    expect(events.map((event) => event.kind)).toEqual(['create', 'comment', 'comment', REDACTION]);
    expect(events.map((event) => redactedHash(event) !== null)).toEqual([false, true, false, false]);
    expect(threadAfter(changes)).not.toContain('Secret.');
  });

  test('of all events without an id that have it: in one of them it would not be taken out', () => {
    const twice = withEvents(oldEvent({ body: 'Secret.' }), oldEvent({ body: 'Secret.', author: 'fox' }));
    const { changes, result } = redactText(twice, '3', 'A key.', operationContext());
    expect(threadAfter(changes)).not.toContain('Secret.');
    expect(result.redacted).toMatchObject({ number: 3, alike: [2] });
  });

  test('and of a resolution that has it, in its own line endings', () => {
    const windows = { ...item, resolutionText: 'Secret.\r\n' };
    const { changes } = redactText(windows, '2', 'A key.', operationContext());
    const resolution = changes.find((change) => change.type === 'write' && change.file === 'resolution.md');
    expect(resolution).toMatchObject({ text: `${redactionNote(textHash('Secret.'))}\r\n` });
    const other = redactText({ ...item, resolutionText: 'Done.\n' }, '2', 'A key.', operationContext());
    expect(other.changes.some((change) => 'file' in change && change.file === 'resolution.md')).toBe(false);
  });
});

describe('a redaction is refused', () => {
  test.each([
    ['0', 'has no event'],
    ['9', 'has no event'],
    ['x', 'has no event'],
  ])('of an event that is not there (%s)', (which, words) => {
    expect(thrownBy(() => redactText(item, which, 'A key.', operationContext()))).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(words),
      hint: expect.stringContaining(`tickets show ${item.id}`),
    });
    // An id that is none never gets into a command to copy.
    const odd = { ...item, id: 'odd; rm -r' };
    expect(thrownBy(() => redactText(odd, which, 'A key.', operationContext()))).toMatchObject({
      hint: expect.stringContaining('tickets show REF'),
    });
  });

  test('of an id that two events have', () => {
    const { text, id } = serializeEvent(item.id, {
      kind: 'comment',
      author: 'a',
      at: '2026-05-30T06:00:00Z',
      body: 'x',
    });
    expect(thrownBy(() => redactText(withEvents(text, text), id, 'A key.', operationContext()))).toMatchObject({
      code: 'ambiguous',
      message: `2 events have the id ${id}`,
    });
  });

  test('of one whose text is gone already, and of one that tells of a redaction', () => {
    const once = threadAfter(redactText(item, '2', 'A key.', operationContext()).changes);
    const again = (which: string): unknown =>
      thrownBy(() => redactText({ ...item, threadText: once }, which, 'A key.', operationContext()));
    expect(again('2')).toMatchObject({ code: 'already-there' });
    expect(again('4')).toMatchObject({ code: 'invalid-value' });
  });

  test('of an event that a redaction names and that is gone: nothing follows from it', () => {
    const once = redactText(item, '2', 'A key.', operationContext());
    const redaction = parseThread(threadAfter(once.changes), item.id).events.at(-1) as ThreadEvent;
    expect(projectRedaction(itemSnapshot(), redaction)).toEqual([]);
  });

  test('with the end of a log alone: the event may stand further up', () => {
    expect(() => redactText({ ...item, isTail: true }, '2', 'A key.', operationContext())).toThrow('the whole log');
  });
});
