import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { parseItemFile, serializeItemFile } from '../../src/format/item-file.ts';
import { frontMatterSample } from '../support/front-matter-sample.ts';
import { hostileText } from '../support/hostile-text.ts';
import { title } from '../support/title.ts';

const base = {
  id: '20260530-053259-sample',
  slug: 'sample',
  title: 'Sample',
  status: 'open',
  kind: 'task',
  priority: 'P2',
  labels: ['tui', 'docs'],
  createdAt: '2026-05-30T05:32:59Z',
  updatedAt: '2026-05-30T05:45:37Z',
  assignee: null,
  legacyTicket: null,
};

describe('a new item', () => {
  test('looks as the old script wrote it', () => {
    expect(serializeItemFile(base, 'Body\n')).toBe(`---
id: 20260530-053259-sample
slug: sample
title: Sample
status: open
kind: task
priority: P2
labels: [tui, docs]
created_at: 2026-05-30T05:32:59Z
updated_at: 2026-05-30T05:45:37Z
assignee: null
legacy_ticket: null
---

Body
`);
  });

  test('reads back, here and in YAML, whatever a person put into it', () => {
    const name = fc.option(title);
    fc.assert(
      fc.property(
        title,
        fc.array(title, { maxLength: 3 }),
        name,
        name,
        hostileText,
        (text, labels, assignee, legacyTicket, body) => {
          const fields = { ...base, title: text, labels, assignee, legacyTicket };
          const file = parseItemFile(serializeItemFile(fields, body));
          expect(file.problems).toEqual([]);
          expect(file.fields).toEqual(fields);
          expect(file.extra).toEqual({});
          expect(file.body).toBe(`\n${body}`);
          const { text: whole, closerStart } = file.frontMatter;
          const document = parseDocument(whole.slice('---\n'.length, closerStart));
          expect(document.errors).toEqual([]);
          expect(document.toJS()).toMatchObject({ title: text, labels, assignee, legacy_ticket: legacyTicket });
          // YAML 1.2 knows no dates: a time is a string everywhere.
          expect(document.get('created_at')).toBe(base.createdAt);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('an item that was read', () => {
  const read = (lines: string): ReturnType<typeof parseItemFile> => parseItemFile(`---\n${lines}\n---\n\nBody\n`);

  test('has empty values for what it lacks', () => {
    expect(parseItemFile('').fields).toEqual({
      ...{ id: '', slug: '', title: '', status: '', kind: '', priority: '', createdAt: '', updatedAt: '' },
      ...{ labels: [], assignee: null, legacyTicket: null },
    });
  });

  test('has strings, whatever YAML would make of them', () => {
    const { fields } = read(
      'id: 0123\ntitle: true\nstatus: \'closed\'\npriority: "P2"\ncreated_at: 2026-05-30T05:32:59Z',
    );
    expect(fields).toMatchObject({ id: '0123', title: 'true', status: 'closed', priority: 'P2' });
    expect(fields.createdAt).toBe('2026-05-30T05:32:59Z');
  });

  test.each(['null', '~', '', 'Null', 'NULL', '# nobody'])('nobody is %j', (value) => {
    expect(read(`assignee: ${value}`).fields.assignee).toBeNull();
  });

  test.each([
    ['"null"', 'null'],
    ['hare # for now', 'hare'],
    ['nullable', 'nullable'],
  ])('somebody is %s', (value, name) => {
    expect(read(`assignee: ${value}`).fields.assignee).toBe(name);
  });

  test.each([
    ['labels: [a, "b c", \'d\']', ['a', 'b c', 'd']],
    ['labels:\n  - a\n  - "b c" # x\n  - 0123\n  - 2026-05-30', ['a', 'b c', '0123', '2026-05-30']],
    ['labels: [\n  a,\n  b\n  ]', ['a', 'b']],
    ['labels: a, b', ['a', 'b']],
    ['labels: a', ['a']],
    ['labels: [a, b', ['a', 'b']],
    ['labels: null', []],
    ['labels:', []],
    ['labels: []', []],
  ])('%j', (lines, labels) => {
    expect(read(lines).fields.labels).toEqual(labels);
  });

  test('a title of several lines', () => {
    expect(read('title: >\n  folded\n  text\nid: x').fields).toMatchObject({ title: 'folded text', id: 'x' });
    expect(read('title: "quoted\n  text"\nid: x').fields.title).toBe('quoted text');
  });

  test('anchors, aliases and tags are characters', () => {
    expect(read('title: &a x').fields.title).toBe('&a x');
    expect(read('labels:\n  - &a x\n  - *a').fields.labels).not.toContain('x');
    expect(read('title: !js >\n  x').fields.title).toBe('!js >');
  });

  test('keys that nobody knows, in their order, __proto__ among them', () => {
    const { extra } = read(
      'workflow_state: "x" # y\n__proto__: polluted\nrisk_flags:\n  - a\nid: z\nworkflow_state: again',
    );
    expect(Object.entries(extra)).toEqual([
      ['workflow_state', '"x" # y'],
      ['__proto__', 'polluted'],
      ['risk_flags', '\n  - a\n'],
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(extra)).toBeNull();
  });

  test('never throws, and keeps the body as it stands', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostileText,
          frontMatterSample.map(({ text }) => text),
        ),
        (text) => {
          const file = parseItemFile(text);
          expect(file.frontMatter.text.slice(0, file.frontMatter.bodyStart) + file.body).toBe(text);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
