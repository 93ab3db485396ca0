import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTextEdits, editField } from '../../src/format/edit-field.ts';
import { parseFrontMatter } from '../../src/format/front-matter.ts';
import { parseItemFile } from '../../src/format/item-file.ts';
import { mergeItemTexts } from '../../src/tickets/merge/merge-item-text.ts';

const NAMES = { ours: 'HEAD', theirs: 'side' };
const merge = (base: string | null, ours: string, theirs: string) =>
  mergeItemTexts(base, ours, theirs, { names: NAMES });

const BASE = `---
id: 20260601-090000-slow-search
slug: slow-search
title: Search: too slow # really
status: 'open'
kind: task   # for now
priority: "P2"
labels: [cli,  'two words']
# who asked
created_at: 2026-06-01T09:00:00Z
updated_at: 2026-06-01T09:00:00Z
assignee: null
risk_flags: ['a', b]
x-notes: |
  kept as
  it stands
---

One.

Two.

Three.
`;

/** The base with other bytes in some places. */
const changed = (...changes: [from: string, to: string][]): string =>
  changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`no ${from}`);
    return text.replace(from, to);
  }, BASE);

describe('one side', () => {
  it.each([
    ['a title', 'title: Search: too slow # really', 'title: Other'],
    ['an unknown key', "risk_flags: ['a', b]", 'risk_flags: none'],
    ['a comment', '# who asked', '# who asked, and why'],
    ['a text of several lines', '  it stands', '  it stood'],
    ['the spelling alone', "status: 'open'", 'status: open'],
    ['a key that goes', 'assignee: null\n', ''],
    ['a key that comes', 'kind: task', 'new: 1\nkind: task'],
    ['the order of keys', "assignee: null\nrisk_flags: ['a', b]\n", "risk_flags: ['a', b]\nassignee: null\n"],
    ['the body', 'Two.', 'Two and a half.'],
    ['a final newline', 'Three.\n', 'Three.'],
    ['a byte order mark', '---\nid', '\ufeff---\nid'],
  ])('that changes %s wins byte for byte, whichever it is', (_name, from, to) => {
    const text = changed([from, to]);
    expect(merge(BASE, text, BASE)).toEqual({ text, conflicts: [] });
    expect(merge(BASE, BASE, text)).toEqual({ text, conflicts: [] });
    const other = changed(['priority: "P2"', 'priority: "P0"']);
    const both = changed([from, to], ['priority: "P2"', 'priority: "P0"']);
    expect(merge(BASE, text, other)).toEqual({ text: both, conflicts: [] });
    expect(merge(BASE, other, text)).toEqual({ text: both, conflicts: [] });
  });
});

describe('both sides', () => {
  it('that change neighbouring keys, and the body at both ends, are both taken', () => {
    const ours = changed(
      ['kind: task ', 'kind: bug '],
      ['updated_at: 2026-06-01T09:00:00Z', 'updated_at: 2026-06-01T10:00:00Z'],
      ['One.', 'First.'],
    );
    const theirs = changed(
      ['priority: "P2"', 'priority: "P1"'],
      ['updated_at: 2026-06-01T09:00:00Z', 'updated_at: 2026-06-01T11:00:00Z'],
      ['Three.', 'Last.'],
    );
    expect(merge(BASE, ours, theirs)).toEqual({
      text: changed(
        ['kind: task ', 'kind: bug '],
        ['priority: "P2"', 'priority: "P1"'],
        ['updated_at: 2026-06-01T09:00:00Z', 'updated_at: 2026-06-01T11:00:00Z'],
        ['One.', 'First.'],
        ['Three.', 'Last.'],
      ),
      conflicts: [],
    });
  });

  it('that change the same value leave a conflict about it alone', () => {
    const ours = changed(['priority: "P2"', 'priority: "P1"'], ['kind: task ', 'kind: bug ']);
    const theirs = changed(['priority: "P2"', 'priority: P0'], ['Two.', '2.']);
    expect(merge(BASE, ours, theirs)).toEqual({
      text: changed(
        ['priority: "P2"\n', '<<<<<<< HEAD\npriority: "P1"\n=======\npriority: P0\n>>>>>>> side\n'],
        ['kind: task ', 'kind: bug '],
        ['Two.', '2.'],
      ),
      conflicts: [{ field: 'priority', ours: 'P1', theirs: 'P0' }],
    });
  });

  it('that change the same lines of the body leave a conflict about them alone', () => {
    const merged = merge(BASE, changed(['Two.', 'Zwei.']), changed(['Two.', 'Deux.'], ['kind: task', 'kind: bug']));
    expect(merged.conflicts).toEqual([{ field: 'body', ours: 'Zwei.\n', theirs: 'Deux.\n' }]);
    expect(merged.text).toBe(
      changed(['kind: task', 'kind: bug'], ['Two.\n', '<<<<<<< HEAD\nZwei.\n=======\nDeux.\n>>>>>>> side\n']),
    );
  });

  it('that remove and change a key leave a conflict', () => {
    const merged = merge(BASE, changed(['assignee: null\n', '']), changed(['assignee: null', 'assignee: eve']));
    expect(merged.conflicts).toEqual([{ field: 'assignee', ours: null, theirs: 'eve' }]);
    expect(merged.text).toContain('<<<<<<< HEAD\n=======\nassignee: eve\n>>>>>>> side\n');
  });

  it('that add and remove labels are both right, and quotes and spaces stay', () => {
    const ours = changed(["[cli,  'two words']", "[cli,  'two words', tui]"]);
    const theirs = changed(["[cli,  'two words']", "[ 'two words', docs]"]);
    for (const { text, conflicts } of [merge(BASE, ours, theirs), merge(BASE, theirs, ours)]) {
      expect(conflicts).toEqual([]);
      expect([...parseItemFile(text).fields.labels].sort()).toEqual(['docs', 'tui', 'two words']);
      expect(text).toContain("'two words'");
    }
    expect(merge(BASE, ours, theirs).text).toBe(merge(BASE, theirs, ours).text);
  });

  it('one of which has rewritten the file with CRLF are merged by what they say', () => {
    const ours = BASE.replaceAll('\n', '\r\n');
    const theirs = changed(['kind: task', 'kind: bug'], ['Two.', '2.']);
    expect(merge(BASE, ours, theirs)).toEqual({ text: theirs.replaceAll('\n', '\r\n'), conflicts: [] });
  });

  it('without a base keep what is the same, and mark what is not', () => {
    const merged = merge(null, BASE, changed(['priority: "P2"', 'priority: P3'], ['Two.', '2.']));
    expect(merged.conflicts.map(({ field }) => field)).toEqual(['priority', 'body']);
    expect(merged.text).toContain('One.\n\n<<<<<<< HEAD\nTwo.\n=======\n2.\n>>>>>>> side\n\nThree.\n');
  });

  it('one of which has settled a conflict are settled', () => {
    const conflict = changed(['priority: "P2"\n', '<<<<<<< a\npriority: P1\n=======\npriority: P0\n>>>>>>> b\n']);
    const settled = changed(['priority: "P2"', 'priority: P1']);
    expect(merge(conflict, conflict, settled)).toEqual({ text: settled, conflicts: [] });
    expect(merge(BASE, conflict, settled)).toEqual({ text: settled, conflicts: [] });
    expect(merge(conflict, conflict, conflict).conflicts).toEqual([{ field: 'priority', ours: 'P1', theirs: 'P0' }]);
  });

  it.each([
    ['no front matter', 'Just a text.\n'],
    ['a key that stands twice', changed(['kind: task', 'kind: a\nkind: task'])],
    ['half a conflict', changed(['kind: task', '>>>>>>> x\nkind: task'])],
    ['a front matter that never ends', BASE.replace('---\n\nOne', 'One')],
  ])('one of which has %s are merged by lines, and lose nothing', (_name, odd) => {
    const { text } = merge(odd, `${odd}ours\n`, odd.replace('---\n', '--- \n'));
    expect(text).toContain('ours\n');
    const both = merge(BASE, changed(['kind: task', 'kind: bug']), odd);
    const own = odd.split('\n').filter((line) => !BASE.includes(`\n${line}\n`));
    for (const line of [...own, 'kind: bug   # for now']) expect(both.text).toContain(line);
  });
});

it('a status that the log tells is written in the quotes that are there', () => {
  const options = { names: NAMES, status: 'closed', lastEventAt: '2026-06-01T12:00:00Z' } as const;
  const { text } = mergeItemTexts(BASE, changed(['kind: task', 'kind: bug']), changed(['Two.', '2.']), options);
  expect(text).toContain("\nstatus: 'closed'\n");
  expect(text).toContain('\nupdated_at: 2026-06-01T12:00:00Z\n');
});

it('whatever each side sets, each key has the value of the side that set it, or both in a conflict', () => {
  const keys = ['title', 'kind', 'priority', 'assignee', 'x-other'] as const;
  const value = fc.constantFrom('a', 'b: c', "it's", 'x # y', '"q"', '日本');
  const edits = fc.uniqueArray(fc.tuple(fc.constantFrom(...keys), value), { selector: ([key]) => key });
  const edit = (list: [string, string][]): string =>
    list.reduce((text, [key, to]) => applyTextEdits(text, [editField(parseFrontMatter(text), key, to)]), BASE);
  fc.assert(
    fc.property(edits, edits, (our, their) => {
      const { text, conflicts } = merge(BASE, edit(our), edit(their));
      const [mine, other, was] = [new Map<string, string>(our), new Map<string, string>(their), parseItemFile(BASE)];
      const is = parseItemFile(text);
      const read = (file: typeof is, key: string) => ({ ...file.fields, ...file.extra })[key];
      for (const key of keys) {
        const [o, t] = [mine.get(key), other.get(key)];
        const isConflict = o !== undefined && t !== undefined && o !== t;
        expect(conflicts.some(({ field }) => field === key)).toBe(isConflict);
        if (isConflict || key === 'x-other') continue;
        expect(read(is, key)).toBe(o ?? t ?? read(was, key));
      }
      // Both ways round: the same file, or the same conflicts.
      const reversed = merge(BASE, edit(their), edit(our));
      expect(reversed.conflicts.length).toBe(conflicts.length);
      if (conflicts.length === 0) expect(reversed.text).toBe(text);
    }),
    { numRuns: 500 },
  );
});
