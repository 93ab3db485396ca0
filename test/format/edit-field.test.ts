import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyTextEdits, editField, editList } from '../../src/format/edit-field.ts';
import { readList, readNullableText, readText } from '../../src/format/field-value.ts';
import { type FrontMatterField, findField, parseFrontMatter } from '../../src/format/front-matter.ts';
import { changedLines } from '../support/changed-lines.ts';
import { frontMatterSample } from '../support/front-matter-sample.ts';
import { title } from '../support/title.ts';

function setField(text: string, key: string, value: string | null): string {
  return applyTextEdits(text, [editField(parseFrontMatter(text), key, value)]);
}

function setList(text: string, key: string, values: readonly string[]): string {
  return applyTextEdits(text, editList(parseFrontMatter(text), key, values));
}

function listOf(text: string, key: string): string[] {
  const frontMatter = parseFrontMatter(text);
  return readList(frontMatter, findField(frontMatter, key) as FrontMatterField);
}

function textOf(text: string, key: string): string | null {
  const frontMatter = parseFrontMatter(text);
  const field = findField(frontMatter, key) as FrontMatterField;
  return key === 'title' ? readText(frontMatter, field, { keepHash: true }) : readNullableText(frontMatter, field);
}

/** The file without one field: what an edit of that field must not touch. */
function without(text: string, key: string): [string, string] {
  const field = findField(parseFrontMatter(text), key) as FrontMatterField;
  return [text.slice(0, field.start), text.slice(field.end)];
}

const sampleAndKey = frontMatterSample.chain((sample) =>
  fc.record({ sample: fc.constant(sample), field: fc.constantFrom(...sample.fields) }),
);

describe('editing one field of any front matter', () => {
  test('changes its line only, and gives it the new value', () => {
    fc.assert(
      fc.property(sampleAndKey, fc.option(title), ({ sample, field }, value) => {
        if (field.key === 'title' && value === null) return;
        const after = setField(sample.text, field.key, value);
        expect(textOf(after, field.key)).toBe(value);
        expect(without(after, field.key)).toEqual(without(sample.text, field.key));
        if (!field.oneLine) return;
        const { line } = findField(parseFrontMatter(sample.text), field.key) as FrontMatterField;
        const changed = changedLines(sample.text, after);
        expect(changed === null || changed.some((number) => number !== line)).toBe(false);
        const editedLine = after.split('\n')[line - 1] ?? '';
        expect(editedLine.endsWith('\r')).toBe(sample.eol === '\r\n');
        expect(editedLine.trimEnd().endsWith(field.comment.trim())).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('keeps the quotes that it has', () => {
    fc.assert(
      fc.property(fc.constantFrom('"', "'"), title, (quote, value) => {
        const after = setField(`---\ntitle: ${quote}old${quote}\n---\n`, 'title', value);
        expect(after).toMatch(quote === '"' ? /^---\ntitle: ".*"\n---\n$/ : /^---\ntitle: '.*'\n---\n$/);
      }),
    );
  });

  test('of a list gives it the new labels, and touches nothing else', () => {
    fc.assert(
      fc.property(sampleAndKey, fc.uniqueArray(title, { maxLength: 4 }), ({ sample, field }, added) => {
        const before = listOf(sample.text, field.key);
        if (before.some((label) => label.includes('\n'))) return;
        // What stays keeps its place: a label that was there is not among the new ones.
        const kept = before.filter((_, index) => index % 2 === 0);
        const labels = [...new Set([...kept, ...added.filter((label) => !before.includes(label))])];
        const after = setList(sample.text, field.key, labels);
        expect(listOf(after, field.key)).toEqual(labels);
        expect(without(after, field.key)).toEqual(without(sample.text, field.key));
      }),
      { numRuns: 3000 },
    );
  });

  test('that is missing adds it as the last line', () => {
    fc.assert(
      fc.property(frontMatterSample, title, ({ text, eol }, value) => {
        const after = setField(text, 'added', value);
        const { closerStart } = parseFrontMatter(text);
        expect(after.slice(0, closerStart)).toBe(text.slice(0, closerStart));
        expect(after.endsWith(text.slice(closerStart))).toBe(true);
        expect(after.slice(closerStart)).toMatch(/^added: /);
        expect(after.slice(closerStart).split(eol)[1]).toBe('---');
        expect(textOf(after, 'added')).toBe(value);
      }),
    );
  });
});

describe('a value', () => {
  test.each([
    ['status: open', 'status: closed'],
    ['status:   open  # note', 'status:   closed  # note'],
    ["status: 'open'", "status: 'closed'"],
    ['status: "open" # x', 'status: "closed" # x'],
    ['status:', 'status: closed'],
    ['status: ', 'status: closed'],
    ['status: # why', 'status: closed # why'],
    ['status:open', 'status: closed'],
    ['"status" : open', '"status" : closed'],
  ])('%j becomes %j', (before, after) => {
    expect(setField(`---\n${before}\n---\n`, 'status', 'closed')).toBe(`---\n${after}\n---\n`);
  });

  test('of null is never quoted, and a name null is', () => {
    expect(setField('---\nassignee: "hare"\n---\n', 'assignee', null)).toBe('---\nassignee: null\n---\n');
    expect(setField('---\nassignee: null\n---\n', 'assignee', 'null')).toBe('---\nassignee: "null"\n---\n');
  });

  test('of several lines becomes one', () => {
    const text = '---\r\ntitle: >\r\n  folded\r\n  text\r\nid: x\r\n---\r\n';
    expect(setField(text, 'title', 'new')).toBe('---\r\ntitle: new\r\nid: x\r\n---\r\n');
  });

  test('leaves a line that is no field alone, and what is indented below it', () => {
    for (const stray of ['priority```\n P2\n', 'labels\n  - a\n', '<<<<<<< HEAD\n\n  x\n']) {
      const text = `---\nkind: task\n${stray}status: open\n---\n`;
      expect(setField(text, 'kind', 'bug')).toBe(text.replace('task', 'bug'));
    }
  });

  test.each(['task', 'task # a', '"task"', ''])('keeps the comments below it: %s', (value) => {
    for (const below of ['  # why\n', '\n  # why\n\n    # more\n']) {
      const text = `---\nkind: ${value}\n${below}status: open\n---\n`;
      expect(textOf(text, 'kind')).toBe(value === '' ? null : 'task');
      const after = setField(text, 'kind', 'bug');
      expect(after.slice(after.indexOf(below))).toBe(text.slice(text.indexOf(below)));
      expect(textOf(after, 'kind')).toBe('bug');
    }
  });

  test('of several lines has what only looks like a comment in it', () => {
    for (const value of ['|\n  # a', '"\n  # a"', "'\n  # a'"]) {
      expect(textOf(`---\ntitle: ${value}\n---\n`, 'title')?.trim()).toBe('# a');
    }
  });

  test('of the first of two equal keys is the one that counts', () => {
    expect(setField('---\nid: a\nid: b\n---\n', 'id', 'c')).toBe('---\nid: c\nid: b\n---\n');
  });
});

describe('a list', () => {
  test.each([
    ['labels: [a, b]', ['a', 'b', 'c'], 'labels: [a, b, c]'],
    ["labels: [ 'a' ,b ] # x", ['a', 'b', 'c'], "labels: [ 'a' ,b, c ] # x"],
    ["labels: ['a', b, c]", ['a', 'c'], "labels: ['a', c]"],
    ['labels: []', ['a'], 'labels: [a]'],
    ['labels:', ['a', 'b: c'], 'labels: [a, "b: c"]'],
    ['labels: null', ['a'], 'labels: [a]'],
    ['labels: [a]', [], 'labels: []'],
    ['labels:\n  - a\n  - "b" # x', ['a', 'b', 'c'], 'labels:\n  - a\n  - "b" # x\n  - c'],
    ['labels:\n- a\n- b', ['b', 'c'], 'labels:\n- b\n- c'],
    ['labels:\n  - a', [], 'labels: []'],
    ['labels: a, b', ['a', 'b', 'c'], 'labels: [a, b, c]'],
  ])('%j with %j', (before, labels, after) => {
    expect(setList(`---\n${before}\nid: x\n---\n`, 'labels', labels)).toBe(`---\n${after}\nid: x\n---\n`);
  });

  test.each([
    'labels: |\n  a\n  status: closed\nid: x',
    'labels:\n  - |\n    a\n    status: closed\nid: x',
    'labels: >\n  a\n\n  status: closed\nid: x',
  ])('of several lines of text never becomes fields: %j', (lines) => {
    const text = `---\n${lines}\n---\n`;
    const after = setList(text, 'labels', [...listOf(text, 'labels'), 'b']);
    expect(parseFrontMatter(after).fields.map((field) => field.key)).toEqual(['labels', 'id']);
    expect(parseFrontMatter(after).problems).toEqual([]);
    expect(listOf(after, 'labels')).toEqual([...listOf(text, 'labels'), 'b']);
  });

  test.each([
    ['- a: b', 'a: b'],
    ['- @ui', '@ui'],
    ['- `x`', '`x`'],
  ])('with a line that is no YAML string keeps it: %j', (line, label) => {
    const text = `---\nlabels:\n  - a\n  ${line}\nid: x\n---\n`;
    expect(listOf(text, 'labels')).toEqual(['a', label]);
    const after = setList(text, 'labels', [...listOf(text, 'labels'), 'new']);
    expect(after).toBe(`---\nlabels:\n  - a\n  ${line}\n  - new\nid: x\n---\n`);
  });

  test('keeps the comments between its lines', () => {
    const text = '---\nlabels: # all\n  # first\n  - a # one\n\n  # second\n  - b\n  # end\nkind: task\n---\n';
    expect(listOf(text, 'labels')).toEqual(['a', 'b']);
    expect(setList(text, 'labels', ['b', 'z'])).toBe(
      text.replace('  - a # one\n', '').replace('  # end\n', '  # end\n  - z\n'),
    );
    expect(setList('---\nlabels: [a]\n  # note\n---\n', 'labels', ['a', 'b'])).toBe(
      '---\nlabels: [a, b]\n  # note\n---\n',
    );
    expect(listOf('---\nlabels:\n  - "a\n    # b"\n---\n', 'labels')).toEqual(['a # b']);
  });

  test('that is missing is added', () => {
    expect(setList('---\nid: x\n---\n', 'labels', ['a'])).toBe('---\nid: x\nlabels: [a]\n---\n');
  });

  test('at the end, with another field added in the same step, keeps its lines together', () => {
    const text = '---\nlabels:\n  - a\n---\n';
    const frontMatter = parseFrontMatter(text);
    const edits = [...editList(frontMatter, 'labels', ['a', 'b']), editField(frontMatter, 'updated_at', 'now')];
    expect(applyTextEdits(text, edits)).toBe('---\nlabels:\n  - a\n  - b\nupdated_at: now\n---\n');
  });
});

test('edits apply at the positions of the text before any of them', () => {
  const edits = [
    { start: 0, end: 1, text: 'long' },
    { start: 2, end: 3, text: '' },
    { start: 1, end: 1, text: '+' },
  ];
  expect(applyTextEdits('abc', edits)).toBe('long+b');
});
