import { expect, test } from 'vitest';
import {
  isRedactionOf,
  REDACTION,
  REMOVED,
  redactEvent,
  redactedHash,
  redactionNote,
  redactionOf,
  TARGET,
  textHash,
} from '../../src/format/redaction.ts';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { parseThread, type ThreadEvent } from '../../src/format/thread.ts';
import { oldEvent } from '../support/old-event.ts';

const ID = '20260601-090000-item';
const AT = '2026-06-01T09:00:00Z';

const eventsOf = (text: string): ThreadEvent[] => parseThread(text, ID).events;
const onlyEvent = (text: string): ThreadEvent => eventsOf(text)[0] as ThreadEvent;
const secret = onlyEvent(serializeEvent(ID, { kind: 'comment', author: 'ann', at: AT, body: 'Secret.' }).text);

test('an event without its text keeps its header, heading and id, and names the text by its hash', () => {
  const redacted = redactEvent(secret);
  const hash = textHash('Secret.');
  expect(redacted).toBe(
    `<!-- event: comment author: ann at: ${AT} id: ${secret.id} redacted: ${hash} -->\n\n## Comment\n\n${redactionNote(hash)}\n\n---\n`,
  );
  expect(redactedHash(onlyEvent(redacted))).toBe(hash);
  expect(isRedactionOf(onlyEvent(redacted), secret)).toBe(true);
});

test('line endings, a missing heading and a missing end are those of the event', () => {
  const windows = onlyEvent(oldEvent({ body: 'Secret.' }).replaceAll('\n', '\r\n'));
  expect(redactEvent(windows).replaceAll('\r\n', '')).not.toContain('\n');
  const bare = onlyEvent(`<!-- event: comment author: ann at: ${AT} -->\nSecret.`);
  const redacted = redactEvent(bare);
  expect(redacted).not.toContain('##');
  // What has no end of its own gets one, or the next event would be glued to it.
  expect(redacted.endsWith('\n---\n')).toBe(true);
  expect(isRedactionOf(onlyEvent(redacted), bare)).toBe(true);
});

test('an event only pretends where its note, its hash or its place in the header is not as it is written', () => {
  const redacted = redactEvent(secret);
  const hash = textHash('Secret.');
  for (const text of [
    redacted.replace('was taken out', 'went'),
    redacted.replace(` redacted: ${hash}`, ' redacted: abc'),
    redacted.replace(` id: ${secret.id} redacted: ${hash}`, ` redacted: ${hash} id: ${secret.id}`),
    secret.raw,
  ]) {
    expect(redactedHash(onlyEvent(text)), text).toBeNull();
  }
  const other = redactEvent({ ...secret, body: 'Another.' });
  expect(isRedactionOf(onlyEvent(other), secret)).toBe(false);
  expect(isRedactionOf(onlyEvent(redacted.replace('## Comment', '## Remark')), secret)).toBe(false);
});

test('a redaction is found further down only where its id fits and it names this event and this text', () => {
  const redacted = onlyEvent(redactEvent(secret));
  const says = (target: string, removed: string, kind = REDACTION): ThreadEvent =>
    onlyEvent(
      serializeEvent(ID, {
        ...{ kind, author: 'ann', at: AT, body: 'A key.' },
        attributes: [
          { key: TARGET, value: target },
          { key: REMOVED, value: removed },
        ],
      }).text,
    );
  const good = says(secret.id ?? '', textHash('Secret.'));
  expect(redactionOf(ID, redacted, [good])).toBe(good);
  for (const event of [
    says('0123456789abcdef', textHash('Secret.')),
    says(secret.id ?? '', textHash('Another.')),
    says(secret.id ?? '', textHash('Secret.'), 'comment'),
    { ...good, body: 'Edited.' },
  ]) {
    expect(redactionOf(ID, redacted, [event])).toBeNull();
  }
  // One whose text is there was not redacted; one that tells of a redaction cannot be.
  expect(redactionOf(ID, secret, [good])).toBeNull();
  expect(redactionOf(ID, onlyEvent(redactEvent(good)), [good])).toBeNull();
});
