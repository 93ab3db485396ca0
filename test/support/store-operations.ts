import type { MemoryDisk } from './memory-disk.ts';
import { MemoryDisk as NewMemoryDisk } from './memory-disk.ts';
import { onDisk, type Program, workspaceAt } from './on-disk.ts';

export const ROOT = '/project/work-items';
export const ID = '20260601-090000-item';
export const OTHER = '20260601-090000-other';

/** When the tree was made, and when operations run: in the same second, and later. */
export const MADE = '2026-06-01T09:00:00Z';
export const LATER = '2026-06-01T10:00:00Z';

export interface Operation {
  name: string;
  /** The tree that it starts from. */
  from:
    | 'open'
    | 'closed'
    | 'long'
    | 'closed long'
    | 'claimed'
    | 'missing directory'
    | 'bad title'
    | 'no time'
    | 'time ahead'
    | 'image'
    | 'image, no time'
    | 'bare'
    | 'empty';
  run: (program: Program, now: string) => unknown;
}

const TEXT = 'Several lines,\n\n---\n\nwith a rule, and 日本語.\n\n```\ncode\n```';

/** An item that an import brings along. */
const BROUGHT = '20260531-090000-brought';
const BROUGHT_FILES = {
  'item.md': `---\nid: ${BROUGHT}\nslug: renamed\ntitle: Brought\nstatus: open\n---\n\nText.\n`,
  'thread.md': '',
};

export const OPERATIONS: Operation[] = [
  {
    name: 'new',
    from: 'open',
    run: (p, now) => p.create(at(p, now), { title: 'A new one', slug: 'fresh', body: TEXT }),
  },
  { name: 'new, open/ is missing', from: 'bare', run: (p, now) => p.create(at(p, now), { title: 'N', slug: 'fresh' }) },
  {
    name: 'new, with a slug that its id does not end with',
    from: 'open',
    run: (p, now) => {
      const brought = { item: { status: 'open' as const, id: BROUGHT }, files: BROUGHT_FILES };
      return p.whileLocked(at(p, now), () => p.createItems(ROOT, [brought], () => {}));
    },
  },
  { name: 'comment', from: 'open', run: (p, now) => p.writeEvent(at(p, now), ID, { kind: 'comment', body: TEXT }, {}) },
  {
    name: 'review',
    from: 'open',
    run: (p, now) => p.writeEvent(at(p, now), ID, { kind: 'review', verdict: 'approve', body: 'Good.' }, {}),
  },
  { name: 'close', from: 'open', run: (p, now) => p.close(at(p, now), ID, TEXT, {}) },
  { name: 'close without a text', from: 'open', run: (p, now) => p.close(at(p, now), ID, '', {}) },
  { name: 'reopen', from: 'closed', run: (p, now) => p.reopen(at(p, now), ID, 'Not yet.', {}) },
  { name: 'status pending', from: 'open', run: (p, now) => p.setStatus(at(p, now), ID, { status: 'pending' }, {}) },
  {
    name: 'status pending of a closed item',
    from: 'closed',
    run: (p, now) => p.setStatus(at(p, now), ID, { status: 'pending', body: 'Waits.' }, {}),
  },
  ...(
    [
      ['title', { title: 'Another: title' }],
      ['slug', { slug: 'renamed' }],
      ['kind', { kind: 'bug' }],
      ['priority', { priority: 'P0' }],
      ['assignee', { assignee: 'ann' }],
      ['labels', { addLabels: ['a', 'b'] }],
      ['body', { body: TEXT }],
    ] as const
  ).map(
    ([field, edit]): Operation => ({
      name: `edit ${field}`,
      from: 'open',
      run: (p, now) => p.edit(at(p, now), ID, edit, {}),
    }),
  ),
  { name: 'redact', from: 'open', run: (p, now) => p.redact(at(p, now), ID, { event: '2', reason: 'A secret.' }, {}) },
  {
    name: 'redact the text of a close',
    from: 'closed',
    run: (p, now) => p.redact(at(p, now), ID, { event: '3', reason: 'A secret.' }, {}),
  },
  {
    name: 'comment on a closed item',
    from: 'closed',
    run: (p, now) => p.writeEvent(at(p, now), ID, { kind: 'comment', body: TEXT }, {}),
  },
  { name: 'edit a closed item', from: 'closed', run: (p, now) => p.edit(at(p, now), ID, { title: 'Another' }, {}) },
  {
    name: 'redact an event of a closed item',
    from: 'closed',
    run: (p, now) => p.redact(at(p, now), ID, { event: '2', reason: 'A secret.' }, {}),
  },
  { name: 'close a long log', from: 'long', run: (p, now) => p.close(at(p, now), ID, TEXT, {}) },
  {
    name: 'comment on a closed item with a long log',
    from: 'closed long',
    run: (p, now) => p.writeEvent(at(p, now), ID, { kind: 'comment', body: TEXT }, {}),
  },
  ...(['no time', 'time ahead'] as const).flatMap((from): Operation[] => [
    { name: `close, ${from}`, from, run: (p, now) => p.close(at(p, now), ID, TEXT, {}) },
    { name: `status pending, ${from}`, from, run: (p, now) => p.setStatus(at(p, now), ID, { status: 'pending' }, {}) },
    { name: `edit title, ${from}`, from, run: (p, now) => p.edit(at(p, now), ID, { title: 'Another' }, {}) },
    {
      name: `redact, ${from}`,
      from,
      run: (p, now) => p.redact(at(p, now), ID, { event: '2', reason: 'A secret.' }, {}),
    },
  ]),
  { name: 'close in an image', from: 'image', run: (p, now) => p.close(at(p, now), ID, TEXT, {}) },
  { name: 'close in an image, no time', from: 'image, no time', run: (p, now) => p.close(at(p, now), ID, TEXT, {}) },
  { name: 'claim', from: 'open', run: (p, now) => p.claim(at(p, now), ID, {}) },
  { name: 'claim by force', from: 'claimed', run: (p, now) => p.claim(at(p, now), ID, { force: true }) },
  { name: 'unclaim', from: 'claimed', run: (p, now) => p.unclaim(at(p, now), ID, { author: 'ann' }) },
  { name: 'doctor --fix, a directory', from: 'missing directory', run: (p, now) => p.fix(at(p, now)) },
  { name: 'doctor --fix, a title', from: 'bad title', run: (p, now) => p.fix(at(p, now)) },
  { name: 'init', from: 'empty', run: (p) => p.initRoot(ROOT) },
];

function at(program: Program, now: string) {
  return workspaceAt(program, ROOT, now);
}

/** The tree that an operation starts from: two items, made by the program itself. */
export async function startOf(program: Program, from: Operation['from']): Promise<MemoryDisk> {
  const disk = new NewMemoryDisk();
  if (from === 'empty') return disk.settle('/project');
  if (from === 'bare') return disk.settle(`${ROOT}/closed`);
  disk.settle(`${ROOT}/open`, `${ROOT}/closed`);
  if (['bad title', 'missing directory'].includes(from)) disk.settle(`${ROOT}/pending`);
  await onDisk(program, disk, async () => {
    const workspace = at(program, MADE);
    await program.create(workspace, { title: 'Item', slug: 'item', body: 'Text.' });
    await program.create(workspace, { title: 'Other', slug: 'other' });
    program.writeEvent(workspace, ID, { kind: 'comment', body: 'First.' }, {});
    // So long that an append reads its end alone.
    const long = 'It goes on.\n'.repeat(2000);
    const isLong = ['long', 'closed long'].includes(from);
    for (const body of isLong ? [long, 'Short.', 'Short.'] : []) {
      program.writeEvent(workspace, ID, { kind: 'comment', body }, {});
    }
    if (['closed', 'closed long'].includes(from)) program.close(workspace, ID, 'Done.', {});
    if (from === 'bad title') {
      program.initRoot(ROOT);
      disk.put(`${ROOT}/open/${ID}/item.md`, (text) => text.replace('title: ', 'title: a: '));
    }
    if (['no time', 'image, no time'].includes(from))
      disk.put(`${ROOT}/open/${ID}/item.md`, (text) => text.replace(/^updated_at: .*\n/m, ''));
    if (from === 'time ahead') {
      disk.put(`${ROOT}/open/${ID}/item.md`, (text) =>
        text.replace(/^updated_at: .*/m, 'updated_at: 2030-01-01T00:00:00Z'),
      );
    }
    if (from === 'missing directory') {
      program.initRoot(ROOT);
      disk.unlink(`${ROOT}/closed/.gitkeep`);
      disk.rmdir(`${ROOT}/closed`);
    }
    if (from === 'claimed') program.claim(workspace, ID, { author: 'ann' });
  });
  if (['image', 'image, no time'].includes(from)) disk.fixDirectories();
  return disk.settle();
}
