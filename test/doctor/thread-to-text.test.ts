import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/api/check.ts';
import { openWorkspace } from '../../src/api/workspace.ts';
import {
  EXAMPLE_ID,
  EXAMPLE_ITEM,
  EXAMPLE_THREAD,
  type ExampleTree,
  exampleClosed,
  exampleItem,
  exampleThread,
  exampleTree,
} from '../../src/doctor/example-tree.ts';
import { type NewEvent, serializeEvent } from '../../src/format/serialize-event.ts';
import { oldEvent } from '../support/old-event.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { writeExample } from '../support/write-example.ts';

const AT = '2026-06-01T10:00:00Z';
const ITEM = `open/${EXAMPLE_ID}`;

function findings(rule: string, tree: ExampleTree, now = '2026-06-02T09:00:00Z') {
  const { path, root } = temporaryProject({ init: false });
  mkdirSync(root, { recursive: true });
  writeExample(root, tree);
  const workspace = openWorkspace({ cwd: path, env: {}, root, now: () => new Date(now) });
  return check(workspace).findings.filter((finding) => finding.rule === rule);
}

/** What a rule finds in a tree, as `line:column message`. */
function found(rule: string, tree: ExampleTree, now?: string): string[] {
  return findings(rule, tree, now).map(({ line, column, message }) => `${line ?? '-'}:${column ?? '-'} ${message}`);
}

/** What the first finding of a rule tells people to do. */
const helpOf = (rule: string, tree: ExampleTree): string | undefined => findings(rule, tree)[0]?.help;

/** A log with more text behind its first event, which ends on line 7. */
const thread = (more: string): ExampleTree => exampleThread(`\n${more}`, AT);
const header = (text: string, body = 'Text.'): ExampleTree => thread(`${text}\n\n## Comment\n\n${body}\n\n---\n`);
const body = (text: string): ExampleTree => thread(oldEvent({ at: AT, body: text }));
const signed = (event: Partial<NewEvent> = {}, item = EXAMPLE_ID): string =>
  serializeEvent(item, { kind: 'comment', author: 'ann', at: AT, body: 'It is the index.', ...event }).text;
const title = (text: string): ExampleTree => exampleItem((item) => item.replace('Search is slow', text));
const closed = (log: string, more: Record<string, string | undefined> = {}): ExampleTree =>
  exampleClosed({
    'item.md': EXAMPLE_ITEM.replace('status: open', 'status: closed'),
    'thread.md': `${EXAMPLE_THREAD}\n${log}`,
    ...more,
  });
const closeEvent = oldEvent({ kind: 'close', at: AT, more: 'status: closed', heading: 'Closed', body: '0.2 s now.' });
const requested = oldEvent({
  kind: 'review',
  at: AT,
  more: 'status: request_changes',
  heading: 'Review: request changes',
});
const approved = oldEvent({ kind: 'review', at: AT, more: 'status: approve', heading: 'Review: approve' });

describe('thread/malformed-header', () => {
  it.each([
    ['<!-- event:  -->', 'it names no kind'],
    ['<!-- event: comment by ann at: 2026-06-01T10:00:00Z -->', "the kind reads as 'comment by ann'"],
    ['<!-- event: comment author: ann author: bob at: 2026-06-01T10:00:00Z -->', "'author' stands in it twice"],
    ['<!-- event: comment Author: ann at: 2026-06-01T10:00:00Z -->', "'Author' is written 'author'"],
    ['<!-- event: comment author: ann at:2026-06-01T10:00:00Z -->', "'author' reads as 'ann at:2026-06-01T10:00:00Z'"],
    ['<!-- event: comment author: "ann at: 2026-06-01T10:00:00Z -->', `'author' reads as '"ann'`],
    [
      '<!-- event: comment author: ann --> at: 2026-06-01T10:00:00Z -->',
      "the text of 'author' runs over the end of the comment",
    ],
  ])('finds %s', (line, fault) => {
    expect(found('thread/malformed-header', header(line))).toEqual([`9:1 the event's header cannot be read: ${fault}`]);
  });

  it.each([
    '<!-- event: comment author: yoi ticket at: 2026-06-01T10:00:00Z -->',
    '<!-- event: comment author: "a: at: b" at: 2026-06-01T10:00:00Z -->',
    '<!-- event: my-kind author: "say \\"x\\"" at: 2026-06-01T10:00:00Z reason: "status: done" colour: red -->',
    '<!-- event: 計画 author: 山田 at: 2026-06-01T10:00:00Z-->',
  ])('finds nothing in %s', (line) => {
    expect(found('thread/malformed-header', header(line))).toEqual([]);
  });

  it('says what was meant', () => {
    const { path, root } = temporaryProject({ init: false });
    writeExample(root, header('<!-- event: review, author=bob at: 2026-06-01T10:00:00Z STATUS: approve -->'));
    const { findings } = check(openWorkspace({ cwd: path, env: {}, root }));
    expect(findings.find(({ rule }) => rule === 'thread/malformed-header')?.help).toContain(
      '`<!-- event: review author: bob at: 2026-06-01T10:00:00Z status: approve -->`',
    );
  });
});

describe('thread/malformed-header behind what nobody sees', () => {
  it.each(['\ufeff', '\u00a0', '\u3000'])('%j in front of it', (before) => {
    const log = thread(`${before}${oldEvent({ at: AT })}`);
    expect(found('thread/malformed-header', log)).toEqual([
      "9:2 the event's header cannot be read: an invisible character stands in front of it",
    ]);
  });
});

describe('the attributes of an event', () => {
  it('thread/unknown-kind names the nearest', () => {
    const kindOf = (kind: string) =>
      found('thread/unknown-kind', header(`<!-- event: ${kind} author: a at: ${AT} -->`));
    expect(kindOf('reviwe')).toEqual(["9:13 unknown kind 'reviwe'; did you mean 'review'?"]);
    expect(kindOf('fix')).toEqual(["9:13 unknown kind 'fix'"]);
    expect(kindOf('intake_summary')).toEqual([]);
    expect(kindOf('state_changed')).toEqual([]);
  });

  it('thread/review-without-verdict', () => {
    const review = (status: string) =>
      found('thread/review-without-verdict', header(`<!-- event: review author: a at: ${AT}${status} -->`));
    expect(review(' status: approved')).toEqual(["9:63 'approved' is no verdict; did you mean 'approve'?"]);
    expect(review(' status: request-changes')).toEqual([
      "9:63 'request-changes' is no verdict; did you mean 'request_changes'?",
    ]);
    expect(review(' status: "approve"')).toEqual([]);
    expect(review(' status: request_changes')).toEqual([]);
    expect(found('thread/review-without-verdict', body('A review without a verdict.'))).toEqual([]);
  });

  it('thread/missing-author and thread/missing-time', () => {
    expect(found('thread/missing-author', header(`<!-- event: plan at: ${AT} -->`))).toEqual([
      '9:1 the plan event has no author',
    ]);
    expect(found('thread/missing-author', header(`<!-- event: plan author: at: ${AT} -->`))).toHaveLength(1);
    expect(found('thread/missing-author', header(`<!-- event: plan author: "yoi ticket" at: ${AT} -->`))).toEqual([]);
    expect(found('thread/missing-author', header('```\n<!-- event: plan -->\n```'))).toEqual([]);
    expect(found('thread/missing-time', header('<!-- event: plan author: ann -->'))).toEqual([
      '9:1 the plan event has no time',
    ]);
    expect(found('thread/missing-time', header('<!-- event: plan author: ann at: -->'))).toHaveLength(1);
    expect(found('thread/missing-time', header('<!-- event: plan author: ann at: yesterday -->'))).toEqual([]);
    expect(found('thread/missing-time', header('<!-- event: plan author: ann At: now -->'))).toEqual([]);
  });

  it('thread/bad-time', () => {
    const at = (time: string) => found('thread/bad-time', header(`<!-- event: plan author: a at: ${time} -->`));
    expect(at('2026-06-31T10:00:00Z')).toEqual(["9:32 '2026-06-31T10:00:00Z' is no real moment"]);
    expect(at('yesterday')).toEqual(["9:32 'yesterday' is not in the form of a time"]);
    expect(at('2026-06-01')).toHaveLength(1);
    expect(at('2024-02-29T23:59:59Z')).toEqual([]);
    expect(at('"2026-06-01T10:00:00Z"')).toEqual([]);
  });

  it('thread/time-backwards compares with the last event that has a time', () => {
    const times = (...list: string[]) =>
      found('thread/time-backwards', thread(list.map((at) => oldEvent({ at })).join('\n')));
    expect(times('2026-06-01T08:59:59Z')).toEqual([
      '9:38 the comment event at 2026-06-01T08:59:59Z stands after one at 2026-06-01T09:00:00Z',
    ]);
    expect(times('2026-06-01T11:00:00Z', 'noon', '2026-06-01T10:00:00Z')).toHaveLength(1);
    expect(times('2026-06-01T11:00:00Z', '2026-06-01T10:00:00Z', '2026-06-01T10:30:00Z')).toHaveLength(1);
    expect(times('2026-06-01T09:00:00Z', '2026-06-01T09:00:00Z')).toEqual([]);
    expect(times('noon', '2026-06-01T10:00:00Z')).toEqual([]);
  });

  it('thread/time-in-future leaves a day for clocks and time zones', () => {
    const at = (time: string) => found('thread/time-in-future', thread(oldEvent({ at: time })));
    expect(at('2026-06-03T09:00:01Z')).toEqual(['9:38 the comment event at 2026-06-03T09:00:01Z is in the future']);
    expect(at('9999-12-31T23:59:59Z')).toHaveLength(1);
    expect(at('2026-06-03T09:00:00Z')).toEqual([]);
    expect(at('next year')).toEqual([]);
  });
});

describe('the shape of a log', () => {
  const log = (text: string) => exampleTree({ [`${ITEM}/thread.md`]: text });

  it('thread/first-event', () => {
    expect(found('thread/first-event', log(''))).toEqual([]);
    expect(found('thread/first-event', log(oldEvent({ kind: 'close' })))).toEqual([
      "1:1 the first event is 'close', not create or migration",
    ]);
    expect(found('thread/first-event', log(oldEvent({ kind: 'migration' })))).toEqual([]);
    expect(found('thread/first-event', log('Only text.\n'))).toEqual([]);
    expect(found('thread/first-event', log(`\ufeff${EXAMPLE_THREAD}`))).toEqual([]);
  });

  it('thread/no-events', () => {
    expect(found('thread/no-events', log(''))).toEqual(['-:- the log is empty']);
    expect(found('thread/no-events', log('\ufeff\n \n'))).toEqual(['-:- the log is empty']);
    expect(found('thread/no-events', log('Only text.\n'))).toEqual(['-:- there is no event in this log']);
    expect(found('thread/no-events', log(oldEvent({ kind: 'fix' })))).toEqual([]);
    // Bytes that are no text have rules of their own.
    expect(found('thread/no-events', log('\0\0\0\0'))).toEqual([]);
  });

  it('thread/duplicate-event', () => {
    const event = oldEvent({ at: AT });
    const twice = (first: string, second: string) => found('thread/duplicate-event', thread(`${first}\n${second}`));
    expect(twice(event, event)).toEqual(['17:1 this comment event stands on line 9 already, word for word']);
    expect(twice(event, event.trimEnd())).toHaveLength(1);
    expect(twice(event, event.replace('hare', 'bob'))).toEqual([]);
    expect(twice(oldEvent({ at: AT, body: '' }), oldEvent({ at: AT, body: '' }))).toEqual([]);
    expect(twice(signed(), signed())).toEqual([]);
  });

  it('thread/empty-body', () => {
    expect(found('thread/empty-body', body(''))).toEqual(['9:1 the comment event has no text']);
    expect(found('thread/empty-body', thread(`<!-- event: comment author: ann at: ${AT} -->`))).toHaveLength(1);
    expect(found('thread/empty-body', body('.'))).toEqual([]);
    expect(found('thread/empty-body', thread(`<!-- event: comment author: ann at: ${AT} -->\nNo heading.\n`))).toEqual(
      [],
    );
  });

  it('thread/text-before-first-event', () => {
    expect(found('thread/text-before-first-event', log(`\n  A note\n${EXAMPLE_THREAD}`))).toEqual([
      "2:3 'A note' stands before the first event",
    ]);
    expect(found('thread/text-before-first-event', log('Only text.\n'))).toEqual([]);
    expect(found('thread/text-before-first-event', log(`\0\0${EXAMPLE_THREAD}`))).toEqual([]);
    expect(found('thread/text-before-first-event', log(`\ufeff\n\n${EXAMPLE_THREAD}`))).toEqual([]);
    expect(found('thread/text-before-first-event', log(EXAMPLE_THREAD.replace('<!-- event', '<!--event')))).toEqual([]);
  });

  it('thread/heading-differs', () => {
    const review = (status: string, heading: string) =>
      found('thread/heading-differs', thread(oldEvent({ kind: 'review', at: AT, more: `status: ${status}`, heading })));
    expect(review('approve', 'Review: request changes')).toEqual([
      "11:1 the heading says 'Review: request changes', and the header 'approve'",
    ]);
    expect(review('request_changes', 'review: Approve')).toHaveLength(1);
    expect(review('approve', 'Review: approve')).toEqual([]);
    expect(review('approve', 'Third look')).toEqual([]);
    expect(review('approved', 'Review: request changes')).toEqual([]);
  });

  it('thread/unclosed-fence', () => {
    expect(found('thread/unclosed-fence', body('~~~sh\nls\n'))).toEqual(['13:1 the code fence ~~~sh is never closed']);
    expect(found('thread/unclosed-fence', body('````\n```\n```\n'))).toHaveLength(1);
    expect(found('thread/unclosed-fence', body('```md\n```sh\nls\n```\n```\n'))).toEqual([
      '17:1 the code fence ``` is never closed',
    ]);
    expect(found('thread/unclosed-fence', body('```sh\nls\n```\n'))).toEqual([]);
    expect(found('thread/unclosed-fence', body('Three ``` in a line, and ```ls``` too.\n    ```\n'))).toEqual([]);
    expect(found('thread/unclosed-fence', body('```\n~~~\n````\n'))).toEqual([]);
  });

  it('thread/unfinished-event', () => {
    expect(found('thread/unfinished-event', thread(oldEvent({ at: AT }).slice(0, -8)))).toHaveLength(1);
    expect(found('thread/unfinished-event', thread(oldEvent({ at: AT }).replace('---\n', '--')))).toHaveLength(1);
    expect(found('thread/unfinished-event', thread(oldEvent({ at: AT }).trimEnd()))).toEqual([]);
    expect(found('thread/unfinished-event', thread(`${oldEvent({ at: AT })}\n\n`))).toEqual([]);
    expect(found('thread/unfinished-event', thread(signed().replace('\n---\n', '')))).toHaveLength(1);
    const inner = (end: string) =>
      found('thread/unfinished-event', thread(oldEvent({ at: AT }).replace('\n---\n', end) + oldEvent({ at: AT })));
    expect(inner('')).toEqual(['9:1 the comment event does not end before the next one begins']);
    expect(inner('\n')).toEqual([]);
    expect(inner('\n---\n')).toEqual([]);
  });

  it.each([
    ['<!--event: comment author: ann at: x -->', '9:1', 'it does not begin with `<!-- event: `'],
    ['<!-- Event: comment author: ann at: x -->', '9:1', "it says 'Event' for 'event'"],
    ['<!-- evnet: comment author: ann at: x -->', '9:1', "it says 'evnet' for 'event'"],
    ['  <!-- event: comment author: ann at: x -->', '9:3', 'it is indented'],
    ['<!-- event: comment author: ann at: x', '9:1', 'it does not end with `-->`'],
    ['<!-- event: comment author: ann at: x --> done', '9:1', 'other text follows its `-->`'],
    ['<!-- event:comment author: ann at: x -->', '9:1', 'it does not begin with `<!-- event: `'],
    ['<!— event: comment author: ann at: x —>', '9:1', 'it does not begin with `<!-- event: `'],
    ['<!--event: close-->', '9:1', 'it does not begin with `<!-- event: `'],
    ['Done. <!-- event: comment author: ann at: x -->', '9:7', 'it stands behind other text'],
    ['Done `it`. <!-- event: comment author: ann at: x -->', '9:12', 'it stands behind other text'],
  ])('thread/header-look-alike finds %s', (line, place, fault) => {
    const doubtful = thread(`${line}\n\nText.\n\n---\n`);
    expect(found('thread/header-look-alike', doubtful)).toEqual([
      `${place} this line is nearly the header of an event, but ${fault}`,
    ]);
    expect(found('thread/malformed-header', doubtful)).toEqual([]);
    if (line.startsWith('Done')) return;
    // Between a line `---` and a heading stands nothing but headers.
    expect(found('thread/header-look-alike', header(line))).toEqual([]);
    expect(found('thread/malformed-header', header(line))).toEqual([
      `${place} the event's header cannot be read: ${fault}`,
    ]);
  });

  it('thread/malformed-header knows a header by the id of the event before it', () => {
    const lost = signed({ author: 'bob' }).replace('<!-- ', '<!--').replace('## Comment\n\n', '');
    expect(found('thread/malformed-header', thread(`${signed()}\n${lost}`))).toEqual([
      "17:1 the event's header cannot be read: it does not begin with `<!-- event: `",
    ]);
  });

  it.each([
    '<!-- event: comment author: ann at: 2026-06-01T10:00:00Z -->',
    '```\n<!--event: comment author: ann at: x -->\n```',
    '    <!-- event: comment author: ann at: x -->',
    'The header `<!-- event: comment author: ann at: x -->` is a comment.',
    '> <!-- event: comment author: ann at: x -->',
    '- <!-- event: comment author: ann at: x -->',
    '\\<!-- event: comment author: ann at: x -->',
    '<!-- Event: the review board meets at noon -->',
    '<!-- events: many -->',
    '<!-- TODO: ask the author -->',
    '<!-- event handlers are attached at startup -->',
    'let x: Vec<-- event>',
  ])('thread/header-look-alike finds nothing in %s', (line) => {
    expect(found('thread/header-look-alike', header(line))).toEqual([]);
  });

  it('thread/header-look-alike doubts a header between fences of two events', () => {
    const fenced = (text: string): string => oldEvent({ at: AT, body: text });
    const log = thread([fenced('```\n~~~~\n'), fenced('```\n'), fenced('~~~~\n')].join('\n'));
    expect(found('thread/header-look-alike', log)).toEqual([
      '28:1 this line is nearly the header of an event, but what is above it reads as a code fence around it',
    ]);
    expect(found('thread/malformed-header', log)).toEqual([]);
  });

  it('thread/header-look-alike leaves the text of whole events alone, and looks before the first event', () => {
    const text = '<!--event: review author: ann at: x status: approve-->';
    expect(found('thread/header-look-alike', thread(signed({ body: text })))).toEqual([]);
    expect(found('thread/malformed-header', log(EXAMPLE_THREAD.replace('<!-- event', ' <!-- event')))).toHaveLength(1);
  });
});

describe('the ids of events', () => {
  it('thread/id-mismatch', () => {
    const mismatch = (text: string) => found('thread/id-mismatch', thread(text));
    const id = /id: (\w+)/.exec(signed())?.[1];
    expect(mismatch(signed().replace('author: ann', 'author: bob'))).toEqual([
      `9:62 the id ${id} does not fit the comment event`,
    ]);
    expect(mismatch(signed().replace('event: comment', 'event: decision'))).toHaveLength(1);
    expect(mismatch(`${signed().replace('index', 'disk')}\n${signed({ author: 'bob' })}`)).toHaveLength(1);
    expect(mismatch(signed())).toEqual([]);
    expect(mismatch(signed().replaceAll('\n', '\r\n'))).toEqual([]);
    expect(mismatch(signed({ body: '<!-- event: close author: x at: y -->\n```\n---\n' }))).toEqual([]);
    expect(mismatch(signed().replace(/id: \w/, 'id: '))).toHaveLength(1);
    expect(mismatch(signed().replace(/id: \w/, 'id: q'))).toHaveLength(1);
    expect(mismatch(oldEvent({ at: AT, more: 'id: 42' }))).toEqual([]);
    expect(mismatch(oldEvent({ at: AT, more: 'id: 01ARZ3NDEKTSV4RRFFQ69G5FAV' }))).toEqual([]);
    expect(mismatch(signed().replace('## Comment', '## Remark'))).toEqual([]);
  });

  it('thread/id-mismatch knows the item that an event was written for', () => {
    const other = '20260601-090001-slow-start';
    const { path, root } = temporaryProject({ init: false });
    writeExample(root, thread(signed({}, other)));
    writeExample(root, { [`closed/${other}/thread.md`]: EXAMPLE_THREAD });
    const { findings } = check(openWorkspace({ cwd: path, env: {}, root }));
    expect(findings.find(({ rule }) => rule === 'thread/id-mismatch')?.help).toContain(`was written for ${other}`);
  });

  it('thread/id-mismatch takes a renamed directory for what it is', () => {
    const renamed = 'open/20260601-090000-renamed';
    const tree = exampleTree({
      [`${renamed}/item.md`]: EXAMPLE_ITEM,
      [`${renamed}/thread.md`]: `${EXAMPLE_THREAD}\n${signed()}`,
    });
    expect(found('thread/id-mismatch', tree)).toEqual([]);
  });

  it('thread/duplicate-id', () => {
    const forged = signed({ author: 'bob' }).replace(/id: \w+/, /id: \w+/.exec(signed())?.[0] ?? '');
    expect(found('thread/duplicate-id', thread(`${signed()}\n${signed()}`))[0]).toMatch(
      /^17:62 .* the same event is on line 9$/,
    );
    expect(found('thread/duplicate-id', thread(`${signed()}\n${forged.replace('index', 'disk')}`))[0]).toMatch(
      /another event with this id is on line 9$/,
    );
    expect(found('thread/duplicate-id', thread(`${signed()}\n${signed({ author: 'bob' })}`))).toEqual([]);
    expect(found('thread/duplicate-id', thread(`${oldEvent({ at: AT })}\n${oldEvent({ at: AT })}`))).toEqual([]);
  });

  it('thread/torn-event finds every cut that loses text, and no other rule takes it for an edit', () => {
    const text = signed({ body: 'It is the index.\n\nIt is rebuilt.' });
    const whole = text.indexOf('\n\n---');
    for (const length of [8, 20, text.indexOf('-->') + 1, text.indexOf('##'), text.indexOf('index'), whole - 1]) {
      expect(found('thread/torn-event', thread(text.slice(0, length))), `${length}`).toHaveLength(1);
      expect(found('thread/id-mismatch', thread(text.slice(0, length))), `${length}`).toEqual([]);
    }
    for (const length of [whole, whole + 2, text.length - 1]) {
      expect(found('thread/torn-event', thread(text.slice(0, length))), `${length}`).toEqual([]);
    }
    expect(found('thread/torn-event', thread(`${signed({ author: 'bob' })}\n${text.slice(0, 30)}`))).toEqual([
      "17:1 the file breaks off in the header of an event: '<!-- event: comment author: an'",
    ]);
    expect(found('thread/torn-event', thread(`${text.slice(0, whole - 1)}\n\n---\n`))).toEqual([]);
    expect(found('thread/torn-event', thread(oldEvent({ at: AT }).slice(0, -10)))).toEqual([]);
  });

  it('thread/glued-event', () => {
    const glued = (text: string) => found('thread/glued-event', thread(text));
    const bob = signed({ author: 'bob' });
    expect(glued(`${signed().trimEnd()}${bob}`)).toEqual([
      "15:4 an event's header stands behind '---': the event is hidden",
    ]);
    expect(glued(`${signed().replace('\n\n---\n', '')}${bob}`)).toHaveLength(1);
    expect(glued(`${oldEvent({ at: AT }).trimEnd()}${oldEvent({ at: AT })}`)).toHaveLength(1);
    const lines = (text: string) => text.split('\n\n');
    const [first = ''] = lines(signed());
    expect(glued(`${first}\n${bob}`)[0]).toMatch(/^9:1 the comment event does not end before the next one begins/);
    expect(glued(`${signed()}${bob}`)).toEqual([]);
    expect(glued(`${signed().replace('\n---\n', '')}\n${bob}`)).toEqual([]);
    expect(glued(oldEvent({ at: AT, body: `> ${bob.split('\n')[0]}` }))).toEqual([]);
    expect(glued(oldEvent({ at: AT, body: `\`---${bob.split('\n')[0]}\`` }))).toEqual([]);
  });
});

describe('closed items', () => {
  it('closed/no-resolution', () => {
    expect(found('closed/no-resolution', closed(closeEvent, { 'resolution.md': undefined }))).toHaveLength(1);
    expect(found('closed/no-resolution', closed('', { 'resolution.md': undefined }))).toHaveLength(1);
    expect(found('closed/no-resolution', closed(closeEvent, { 'resolution.md': ' \n' }))).toEqual([
      '-:- the resolution is empty',
    ]);
    expect(found('closed/no-resolution', exampleTree())).toEqual([]);
  });

  it('closed/no-close-event', () => {
    expect(found('closed/no-close-event', closed(approved))).toEqual([
      '-:- the item is closed, and no event in its log closed it',
    ]);
    expect(
      found('closed/no-close-event', closed(oldEvent({ kind: 'state_changed', more: 'from: closed to: open' }))),
    ).toHaveLength(1);
    expect(
      found('closed/no-close-event', closed(oldEvent({ kind: 'state_changed', more: 'from: open to: closed' }))),
    ).toEqual([]);
    expect(found('closed/no-close-event', exampleClosed({ 'thread.md': undefined }))).toEqual([]);
  });

  it('closed/resolution-differs shows the first line that does', () => {
    const two = oldEvent({ kind: 'close', at: AT, more: 'status: closed', body: 'Fast now.\n\n- 0.2 s\n' });
    const differs = (text: string) => found('closed/resolution-differs', closed(two, { 'resolution.md': text }));
    expect(differs('Fast now.\n\n- 2 s\n')).toEqual([
      '3:1 resolution.md is not the text of the close event (line 9 of thread.md)',
    ]);
    expect(differs('')).toEqual([]);
    expect(differs('Fast now.\n')).toHaveLength(1);
    expect(differs('\nFast now.\n\n- 0.2 s')).toEqual([]);
    expect(differs('Fast now.\r\n\r\n- 0.2 s\r\n')).toEqual([]);
    expect(
      found('closed/resolution-differs', closed(`${closeEvent}\n${two}`, { 'resolution.md': '0.2 s now.' })),
    ).toEqual([]);
    expect(found('closed/resolution-differs', closed('', { 'resolution.md': 'Any.' }))).toEqual([]);
  });

  it('closed/resolution-on-open', () => {
    const pending = { [`pending/${EXAMPLE_ID}/item.md`]: EXAMPLE_ITEM, [`pending/${EXAMPLE_ID}/resolution.md`]: '' };
    expect(found('closed/resolution-on-open', exampleTree(pending))).toEqual([
      '-:- the item is pending and has a resolution',
    ]);
    expect(found('closed/resolution-on-open', exampleTree({ [`${ITEM}/resolution.md`]: EXAMPLE_ITEM }))).toHaveLength(
      1,
    );
    expect(found('closed/resolution-on-open', exampleTree({ [`${ITEM}/artifacts/resolution.md`]: 'Done.' }))).toEqual(
      [],
    );
    expect(found('closed/resolution-on-open', exampleClosed())).toEqual([]);
  });

  it('closed/resolution-is-item-copy', () => {
    const copy = (text: string) =>
      found('closed/resolution-is-item-copy', closed(closeEvent, { 'resolution.md': text }));
    expect(copy(EXAMPLE_ITEM.replace('title: Search', 'title: The search'))).toEqual([
      `1:1 the resolution of ${EXAMPLE_ID} is a copy of its item.md`,
    ]);
    expect(copy(EXAMPLE_ITEM.replaceAll('\n', '\r\n'))).toHaveLength(1);
    expect(copy(`---\nid: ${EXAMPLE_ID}\n---\n`)).toHaveLength(1);
    expect(copy(EXAMPLE_ITEM.replace(`id: ${EXAMPLE_ID}`, 'id: 20260601-090000-another'))).toEqual([]);
    expect(copy(`The item was:\n\n${EXAMPLE_ITEM}`)).toEqual([]);
    expect(copy('---\nA rule above, and a rule below.\n---\n')).toEqual([]);
    expect(found('closed/resolution-differs', closed(closeEvent, { 'resolution.md': EXAMPLE_ITEM }))).toEqual([]);
  });
});

describe('reviews', () => {
  it('review/changes-requested-unanswered', () => {
    const unanswered = (log: string) => found('review/changes-requested-unanswered', closed(log));
    expect(unanswered(`${requested}\n${closeEvent}`)).toEqual([
      '9:66 the item is closed, and nothing answers the changes that hare requested',
    ]);
    expect(unanswered(`${approved}\n${requested}\n${oldEvent({ kind: 'item_edit' })}\n${closeEvent}`)).toHaveLength(1);
    expect(unanswered(`${requested}\n${approved}\n${closeEvent}`)).toEqual([]);
    expect(unanswered(`${requested}\n${oldEvent({ kind: 'fix' })}\n${closeEvent}`)).toEqual([]);
    expect(unanswered(`${requested}\n${closeEvent}\n${oldEvent()}`)).toEqual([]);
    expect(found('review/changes-requested-unanswered', thread(requested))).toEqual([]);
  });

  it('review/approved-still-open', () => {
    const later = '2026-06-15T10:00:01Z';
    expect(found('review/approved-still-open', thread(approved), later)).toEqual([
      '9:1 approved on 2026-06-01, and still open',
    ]);
    expect(found('review/approved-still-open', thread(`${requested}\n${approved}`), later)).toHaveLength(1);
    expect(found('review/approved-still-open', thread(approved), '2026-06-15T10:00:00Z')).toEqual([]);
    expect(found('review/approved-still-open', thread(requested), later)).toEqual([]);
    expect(found('review/approved-still-open', thread(`${approved}\n${oldEvent({ at: AT })}`), later)).toEqual([]);
    expect(found('review/approved-still-open', closed(approved), later)).toEqual([]);
  });
});

describe('the migration', () => {
  it('migration/legacy-ticket-file and migration/legacy-review-file', () => {
    const tree = exampleTree({
      '../tickets/README.md': '# Tickets',
      '../tickets/a.md': '# A',
      '../tickets/a.review.md': '# Review',
      '../tickets/b.md': '# B',
      '../tickets/done/c.md': '# C',
      '../tickets/d.txt': 'D',
      [`${ITEM}/item.md`]: EXAMPLE_ITEM.replace('legacy_ticket: null', 'legacy_ticket: tickets/a.md'),
    });
    expect(found('migration/legacy-ticket-file', tree)).toEqual([
      `-:- tickets/a.md is still there, though ${EXAMPLE_ID} was made from it`,
      '-:- tickets/b.md is not migrated',
    ]);
    expect(found('migration/legacy-review-file', tree)).toEqual([
      `-:- the review tickets/a.review.md of ${EXAMPLE_ID} is still there`,
    ]);
  });

  it('migration/legacy-ticket-file does not take a root called tickets for the tracker before', () => {
    const { path } = temporaryProject({ init: false });
    const root = `${path}/tickets`;
    writeExample(root, exampleTree({ 'notes.md': 'Notes' }));
    const { findings } = check(openWorkspace({ cwd: path, env: {}, root }));
    expect(findings.filter(({ rule }) => rule.startsWith('migration/'))).toEqual([]);
  });

  it('migration/todo-reference', () => {
    const todo = (text: string) => found('migration/todo-reference', exampleTree({ '../TODO.md': text }));
    expect(todo('- A → [a](./tickets/a.md#plan)\n  - B → tickets/b.md\n')).toEqual([
      '1:11 TODO.md points at ./tickets/a.md',
      '2:9 TODO.md points at tickets/b.md',
    ]);
    expect(todo('- A: [x], [y](tickets/y.md) and [z](tickets/z.md)\n\n[x]: tickets/x.md\n')).toHaveLength(3);
    expect(todo('The old `tickets/` and `tickets/a.md` are gone: see [README](tickets/README.md).\n')).toEqual([]);
    expect(todo('- A → [a](work-items/open/x/item.md), [b](docs/tickets/b.md), [c](.yoi/tickets/c.md)\n')).toEqual([]);
  });

  it('migration/legacy-ticket-differs', () => {
    const differs = (ticket: string, reference: string, event: string) =>
      found(
        'migration/legacy-ticket-differs',
        exampleTree({
          [`${ITEM}/item.md`]: `${EXAMPLE_ITEM.replace('legacy_ticket: null', `legacy_ticket: ${ticket}`)}\n${reference}`,
          [`${ITEM}/thread.md`]: oldEvent({ kind: 'migration', heading: 'Migrated', body: event }),
        }),
      );
    const section = (ticket: string) => `## Migration reference\n\n- legacy_ticket: ${ticket}\n`;
    const none = 'Migrated from TODO.md entry without a legacy ticket file. No legacy review file was present.';
    expect(differs('tickets/a.md', section('null'), 'Migrated from tickets/a.md.')).toEqual([
      "12:16 legacy_ticket names tickets/a.md, the body's Migration reference names none, the migration event names tickets/a.md",
    ]);
    expect(differs('tickets/a.md', '', none)).toHaveLength(1);
    expect(differs('null', '', 'Migrated from tickets/a.md. No legacy review file was present.')).toHaveLength(1);
    expect(differs('null', section('null'), none)).toEqual([]);
    expect(differs('"tickets/a.md"', section('tickets/a.md'), 'Migrated from tickets/a.md.')).toEqual([]);
    expect(differs('tickets/a.md', '', 'Moved here by hand.')).toEqual([]);
    expect(differs('null', `\`\`\`\n${section('tickets/foo.md')}\`\`\`\n`, none)).toEqual([]);
    expect(differs('null', `${section('null')}\n## Format\n\n- legacy_ticket: tickets/foo.md\n`, none)).toEqual([]);
  });

  it('migration/duplicate-legacy-ticket', () => {
    const tickets = (...list: string[]) =>
      found(
        'migration/duplicate-legacy-ticket',
        Object.fromEntries(
          list.map((ticket, index) => [
            `open/20260601-09000${index}-x/item.md`,
            EXAMPLE_ITEM.replace('legacy_ticket: null', `legacy_ticket: ${ticket}`),
          ]),
        ),
      );
    expect(tickets('tickets/a.md', 'tickets/b.md', '"tickets/a.md"')).toEqual([
      '12:16 20260601-090000-x was made from tickets/a.md, too',
    ]);
    expect(tickets('tickets/a.md', 'tickets/a.md', 'tickets/a.md')).toHaveLength(2);
    expect(tickets('null', 'null', '~', '""')).toEqual([]);
    expect(tickets('tickets/a.md', 'tickets/A.md')).toEqual([]);
  });
});

describe('text', () => {
  const text = (more: string) => exampleItem((item) => item + more);
  const bytes = (value: string) => Uint8Array.from(value, (char) => char.charCodeAt(0));

  it('text/invalid-utf8', () => {
    expect(
      found('text/invalid-utf8', exampleTree({ [`${ITEM}/thread.md`]: bytes(`${EXAMPLE_THREAD}\xff\xfe`) })),
    ).toEqual(['8:1 thread.md is not valid UTF-8 here']);
    expect(
      found('text/invalid-utf8', exampleClosed({})).concat(found('text/invalid-utf8', text('\ufffd あ 😀\n'))),
    ).toEqual([]);
    // The first half of a character: a file that was cut.
    expect(
      found('text/invalid-utf8', exampleTree({ [`${ITEM}/item.md`]: bytes(`${EXAMPLE_ITEM}\xe3\x81`) })),
    ).toHaveLength(1);
    expect(found('text/invalid-utf8', exampleTree({ [`${ITEM}/artifacts/photo.jpg`]: bytes('\xff\xd8') }))).toEqual([]);
  });

  it('text/nul', () => {
    expect(found('text/nul', text('\0'))).toEqual(['16:1 item.md holds a NUL character']);
    expect(found('text/nul', exampleTree({ [`${ITEM}/thread.md`]: '\0'.repeat(9) }))).toEqual([
      '1:1 thread.md holds 9 NUL characters',
    ]);
    expect(found('text/nul', text('\\0 and %00 and 0\n'))).toEqual([]);
    expect(found('text/nul', exampleTree({ [`${ITEM}/artifacts/core`]: '\0' }))).toEqual([]);
  });

  it('text/bom', () => {
    expect(found('text/bom', exampleTree({ [`${ITEM}/thread.md`]: `\ufeff${EXAMPLE_THREAD}` }))).toEqual([
      '1:1 thread.md begins with a byte order mark (U+FEFF)',
    ]);
    expect(found('text/bom', exampleClosed({ 'resolution.md': '\ufeff0.2 s now.\n' }))).toHaveLength(1);
    expect(found('text/bom', text('\ufeffnot at the start\n'))).toEqual([]);
    expect(found('text/bom', exampleTree())).toEqual([]);
  });

  it('text/crlf and text/mixed-line-endings', () => {
    const crlf = (value: string) => value.replaceAll('\n', '\r\n');
    const both = { [`${ITEM}/item.md`]: crlf(EXAMPLE_ITEM), [`${ITEM}/thread.md`]: crlf(EXAMPLE_THREAD) };
    expect(found('text/crlf', exampleTree({ [`${ITEM}/thread.md`]: crlf(EXAMPLE_THREAD) }))).toEqual([
      "1:60 thread.md has CRLF line endings, unlike the item's other files",
    ]);
    expect(found('text/crlf', exampleTree({ ...both, [`${ITEM}/resolution.md`]: 'Done.\n' }))).toHaveLength(2);
    expect(found('text/crlf', exampleTree(both))).toEqual([]);
    expect(found('text/crlf', text('a \r b\n'))).toEqual([]);
    expect(found('text/mixed-line-endings', text('one\r\ntwo\r\n'))).toEqual([
      '16:4 item.md has 2 CRLF and 15 LF line endings',
    ]);
    expect(
      found(
        'text/mixed-line-endings',
        exampleItem((item) => `${crlf(item)}last\n`),
      ),
    ).toEqual(['16:5 item.md has 15 CRLF and 1 LF line endings']);
    expect(found('text/mixed-line-endings', exampleTree(both))).toEqual([]);
    expect(found('text/mixed-line-endings', text('a \r b\n'))).toEqual([]);
  });

  const latin1 = (value: string) =>
    [...new TextEncoder().encode(value)].map((byte) => String.fromCharCode(byte)).join('');
  const windows = (value: string) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(value));

  it.each([
    '検索が遅い',
    'Поиск медленный',
    'Größe ändern',
    'naïve façade',
    '5 °C',
    'slow 🐢',
    'the user’s “search”',
    'Łódź ść',
  ])('text/mojibake finds %s, read as Latin-1 and as Windows-1252', (value) => {
    for (const broken of [latin1(value), windows(value)]) {
      expect(found('text/mojibake', title(broken)), broken).toEqual([`4:8 the title is mojibake of '${value}'`]);
      expect(found('text/mojibake', text(`\nText: ${broken}.\n\n${broken}\n`)), broken).toHaveLength(1);
      expect(found('text/control-character-in-title', title(broken)), broken).toEqual([]);
    }
  });

  it.each([
    'naïve façade, Größe, Ærø, Þingvellir',
    'Il dit « voilà » et “café”—puis « été »… à «demain»',
    '„groß“ und „Spaß“, »Maß« – Ü–Ä',
    '“MAÇÔ e “IRMÔ: NÃO, SÃO',
    '検索が遅い — 「あ」',
    'Поиск “медленный”',
    '5 °C ± 2 µm × 3 ½ © 2026 ®',
    'HÉ»LÀ« É… È’',
    'ñ“ ä” ö’ å– é•',
  ])('text/mojibake finds nothing in %s', (value) => {
    expect(found('text/mojibake', text(`\n${value}\n`))).toEqual([]);
  });

  it('text/mojibake leaves code alone, and counts the lines', () => {
    const broken = latin1('あ');
    expect(found('text/mojibake', text(`\nIt shows \`${broken}\`.\n\n\`\`\`\n${broken}\n\`\`\`\n`))).toEqual([]);
    expect(found('text/mojibake', text(`\n\`x\` ${broken}\n${broken}\n${broken}\n`))).toEqual([
      "17:5 mojibake of 'あ', and so on in 2 more lines",
    ]);
    expect(found('text/mojibake', thread(oldEvent({ at: AT, body: broken })))).toEqual(["13:1 mojibake of 'あ'"]);
  });

  it('text/mojibake in an event: what an edit put right is history, and nobody is told to change what has an id', () => {
    const broken = latin1('é');
    const edited = signed({
      kind: 'item_edit',
      attributes: [{ key: 'field', value: 'title' }],
      body: `Before:\n\n- title: caf${broken}`,
    });
    expect(found('text/mojibake', thread(edited))).toEqual([]);
    expect(helpOf('text/mojibake', thread(signed({ body: `caf${broken}` })))).toMatch(/^leave the event as it is/);
    expect(helpOf('text/mojibake', body(`caf${broken}`))).toMatch(/^replace the text/);
    expect(helpOf('thread/unclosed-fence', thread(signed({ body: '```\nls' })))).not.toContain('or close the fence');
    expect(helpOf('thread/unclosed-fence', body('```\nls'))).toContain('or close the fence');
  });

  it('text/bidi-in-title', () => {
    expect(found('text/bidi-in-title', title('a\u2067b\u2069'))).toEqual([
      '4:9 the title holds U+2067, which turns the direction of text around',
    ]);
    expect(found('text/bidi-in-title', title('"a \\u202e b"'))).toHaveLength(1);
    expect(found('text/bidi-in-title', title('بطيء\u200f (search)'))).toEqual([]);
    expect(found('text/bidi-in-title', text('\u202ebody\n'))).toEqual([]);
  });

  it('text/zero-width-in-title', () => {
    const zero = (value: string) => found('text/zero-width-in-title', title(value));
    expect(zero('a\ufeffb\u2060c')).toEqual(['4:9 the title holds invisible characters: U+FEFF and 1 more']);
    expect(zero('Donau\u00addampf')).toHaveLength(1);
    expect(zero('a\u200db')).toHaveLength(1);
    expect(zero('検索\u200bが遅い')).toHaveLength(1);
    expect(zero('👨‍👩‍👧 ❤️‍🔥 👩🏽‍💻')).toEqual([]);
    expect(zero('می‌خواهم क्‍ष ক্‌ষ')).toEqual([]);
    expect(zero('ภาษา\u200bไทย')).toEqual([]);
  });

  it('text/control-character-in-title', () => {
    const control = (value: string) => found('text/control-character-in-title', title(value));
    expect(control('a\u0085b')).toEqual(['4:9 the title holds the control character U+0085']);
    expect(control('bell\u0007')).toHaveLength(1);
    expect(control('a\u2028b')).toHaveLength(1);
    expect(control('a\tb')).toEqual([]);
    expect(control('naïve 検索 😀')).toEqual([]);
  });

  // All in parts: no scanner must take this file for a leak.
  const join = (...parts: string[]) => parts.join('');
  const random = 'q7Zt2Lw9Xc4Vb8NmR5Ty1UioP3As6DfgH0JkL2Ze9Wu4Ba';

  it.each([
    join('gh', 's_', random.slice(0, 36)),
    join('github', '_pat_', '11BQZLDWY0', random, 'x1y2z3'),
    join('gl', 'pat-', random.slice(0, 20)),
    join('xo', 'xb-', '2481632641-', random.slice(0, 24)),
    join('AK', 'IA', 'Q7ZT2LW5XC4VB6NM'),
    join('np', 'm_', random.slice(0, 36)),
    join('s', 'k-', 'proj-', random),
    join('-----BEGIN RSA PRI', 'VATE KEY-----\nMII', random, random.slice(0, 12)),
    join('-----BEGIN PRI', 'VATE KEY-----\r\nMII', random, random.slice(0, 12)),
  ])('text/secret finds a secret (%#)', (value) => {
    expect(found('text/secret', text(`\nKEY=${value}\n`))).toHaveLength(1);
    expect(found('text/secret', text(`\nKEY=${value}\n`))[0]).not.toContain(value.slice(0, 12));
    expect(found('text/secret', thread(oldEvent({ at: AT, body: `\`\`\`\n${value}\n\`\`\`` })))).toHaveLength(1);
  });

  it.each([
    '"anthropic/default" = "sk-..."',
    join('gh', 'p_', 'x'.repeat(36)),
    join('AK', 'IA', 'IOSFODNN7EXAMPLE'),
    join('s', 'k-', 'your-api-key-goes-here-please-replace-1'),
    'the task-queue-of-the-scheduler-and-its-many-long-named-parts-v2',
    join('-----BEGIN PRI', 'VATE KEY-----\n…\n'),
    join('-----BEGIN PUB', 'LIC KEY-----\nMII', random),
    'npm_config_registry and npm_lifecycle_event',
    'the prefixes ghp_, github_pat_, glpat-, xoxb-, AKIA and npm_',
  ])('text/secret finds nothing in %s', (value) => {
    expect(found('text/secret', text(`\n${value}\n`))).toEqual([]);
  });
});
