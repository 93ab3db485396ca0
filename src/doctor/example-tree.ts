import { serializeEvent } from '../format/serialize-event.ts';
import { sealOf } from '../tickets/digest/seal.ts';

/**
 * A small tree of work items, for a rule's examples: they are its documentation, and its tests. By path relative to the
 * root: the content of a file, `null` for an empty directory, or what else stands there;
 * `size` is a file of that many NUL bytes.
 */
export type ExampleTree = Record<string, ExampleEntry>;

export type ExampleEntry = string | null | Uint8Array | { symlink: string } | { special: 'fifo' } | { size: number };

/** What the repository around an example remembers. */
export interface ExampleHistory {
  /** Files that an earlier commit had, by their paths from the top of the repository. The next one took them away. */
  files: Record<string, string>;
  /** Why there may be more; null where this is all. */
  gap: string | null;
}

export const EXAMPLE_ID = '20260601-090000-slow-search';

export const EXAMPLE_ITEM = `---
id: ${EXAMPLE_ID}
slug: slow-search
title: Search is slow
status: open
kind: bug
priority: P2
labels: [search]
created_at: 2026-06-01T09:00:00Z
updated_at: 2026-06-01T09:00:00Z
assignee: null
legacy_ticket: null
---

Ten seconds for 100 items.
`;

export const EXAMPLE_THREAD = `<!-- event: create author: ann at: 2026-06-01T09:00:00Z -->

## Created

Created by tickets new.

---
`;

/** A comment on the example item, with the id that fits it. */
export const EXAMPLE_COMMENT = serializeEvent(EXAMPLE_ID, {
  kind: 'comment',
  author: 'ann',
  at: '2026-06-01T10:00:00Z',
  body: 'It is the index.',
}).text;

/** An answer to it in the same second. */
export const EXAMPLE_ANSWER = serializeEvent(EXAMPLE_ID, {
  kind: 'comment',
  author: 'bob',
  at: '2026-06-01T10:00:00Z',
  body: 'Then it can be mended.',
}).text;

/** A healthy tree with one open item, with the files that are given in place of its own. */
export function exampleTree(changes: Record<string, ExampleEntry | undefined> = {}): ExampleTree {
  const item = `open/${EXAMPLE_ID}`;
  const tree: Record<string, ExampleEntry | undefined> = {
    'open/.gitkeep': '',
    'pending/.gitkeep': '',
    'closed/.gitkeep': '',
    [`${item}/item.md`]: EXAMPLE_ITEM,
    [`${item}/thread.md`]: EXAMPLE_THREAD,
    [`${item}/artifacts/.gitkeep`]: '',
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(tree).filter((entry): entry is [string, ExampleEntry] => entry[1] !== undefined),
  );
}

/** A healthy tree whose item.md has a line replaced, or its whole text changed. */
export function exampleItem(change: (text: string) => string): ExampleTree {
  return exampleTree({ [`open/${EXAMPLE_ID}/item.md`]: change(EXAMPLE_ITEM) });
}

/** A healthy tree with more text at the end of its thread.md, and `updated_at` as given. */
export function exampleThread(more: string, updatedAt = '2026-06-01T09:00:00Z'): ExampleTree {
  return exampleTree({
    [`open/${EXAMPLE_ID}/item.md`]: EXAMPLE_ITEM.replace(/updated_at: .*/, `updated_at: ${updatedAt}`),
    [`open/${EXAMPLE_ID}/thread.md`]: EXAMPLE_THREAD + more,
  });
}

const CLOSE = `
<!-- event: close author: ann at: 2026-06-01T10:00:00Z status: closed -->

## Closed

0.2 s now.

---
`;

/** A healthy tree whose item is closed; a file that is `undefined` is left out. */
export function exampleClosed(changes: Record<string, string | undefined> = {}): ExampleTree {
  const item = `open/${EXAMPLE_ID}`;
  const closed = `closed/${EXAMPLE_ID}`;
  const files: Record<string, string | undefined> = {
    'item.md': EXAMPLE_ITEM.replace('status: open', 'status: closed').replace(
      'updated_at: 2026-06-01T09:00:00Z',
      'updated_at: 2026-06-01T10:00:00Z',
    ),
    'thread.md': EXAMPLE_THREAD + CLOSE,
    'resolution.md': '0.2 s now.\n',
    'artifacts/.gitkeep': '',
    ...changes,
  };
  if (!('digest.json' in changes)) files['digest.json'] = sealOf(EXAMPLE_ID, files['thread.md'] ?? '');
  return exampleTree({
    [`${item}/item.md`]: undefined,
    [`${item}/thread.md`]: undefined,
    [`${item}/artifacts/.gitkeep`]: undefined,
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`${closed}/${name}`, text])),
  });
}
