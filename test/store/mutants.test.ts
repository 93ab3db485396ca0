import { afterAll, describe, expect, it } from 'vitest';
import { serializeEvent } from '../../src/format/serialize-event.ts';
import { bundle, type Mutation } from '../support/bundle.ts';
import { crashPoints } from '../support/crash-points.ts';
import type { FaultKind } from '../support/faults.ts';
import { lockInterleavings } from '../support/lock-interleavings.ts';
import { onDisk, type Program } from '../support/on-disk.ts';
import { powerLoss } from '../support/power-loss.ts';
import { releasedLast } from '../support/released-last.ts';
import { ID, LATER, MADE, OPERATIONS, type Operation, ROOT, startOf } from '../support/store-operations.ts';
import { wrongSeals } from '../support/wrong-seals.ts';

const operation = (name: string): Operation => {
  const found = OPERATIONS.find((each) => each.name === name);
  if (!found) throw new Error(`no operation '${name}'`);
  return found;
};

const ON_SEALED = 'comment on a closed item with a long log';
const BROUGHT = 'new, with a slug that its id does not end with';

const power =
  (name: string) =>
  async (program: Program): Promise<string[]> =>
    (await powerLoss(program, operation(name), LATER)).problems;

const crash =
  (name: string, kind: FaultKind) =>
  async (program: Program): Promise<string[]> =>
    (await crashPoints(program, operation(name), kind, LATER, [])).problems;

const lock = async (program: Program): Promise<string[]> => (await lockInterleavings(program)).problems;

/** A comment on a closed item to which a program that knows of no seal has added an event since. */
const onGrownLog = async (program: Program): Promise<string[]> => {
  const { from, run } = operation(ON_SEALED);
  const disk = await startOf(program, from);
  const other = serializeEvent(ID, { kind: 'comment', author: 'ann', at: MADE, body: 'From elsewhere.' });
  disk.put(`${ROOT}/closed/${ID}/thread.md`, (text) => `${text}\n${other.text}`);
  await onDisk(program, disk, () => run(program, MADE));
  return wrongSeals(disk.tree());
};

/** A fault that somebody could put into the source, and a harness that finds it. */
const MUTANTS: [name: string, mutations: Mutation[], harness: (program: Program) => Promise<string[]>][] = [
  ['no fsync of the log', [{ file: 'store/append-file.ts', from: 'disk.fsync(file);', to: '' }], power('comment')],
  ['no fsync of a new file', [{ file: 'store/staging.ts', from: 'disk.fsync(file);', to: '' }], power('new')],
  [
    'no fsync of a directory',
    [{ file: 'store/sync-directory.ts', from: 'disk.fsync(directory);', to: '' }],
    power('new'),
  ],
  [
    'the text of an edit is not kept',
    [{ file: 'store/apply-changes.ts', from: 'keepStaged(root, directory, first.item);', to: ';' }],
    power('edit title'),
  ],
  [
    'an edit does not wait for the item.md that it replaces',
    [{ file: 'store/apply-changes.ts', from: 'if (replaced) syncDirectory(itemPath(root, replaced));', to: '' }],
    async (program) => (await powerLoss(program, operation('edit title'), LATER, operation('comment'))).problems,
  ],
  [
    'nobody finishes the note of an edited slug',
    [{ file: 'store/settle-item.ts', from: 'placeEditedSlugs(root, join(dirname(kept), EDITED_SLUGS));', to: '' }],
    crash('edit slug', 'crash'),
  ],
  [
    'nobody finishes the note of a slug that came with an item',
    [
      {
        file: 'store/recover.ts',
        from: 'if (!leftover) placeEditedSlugs(root, join(directory, NOTE_OF_NEW));',
        to: '',
      },
    ],
    crash(BROUGHT, 'crash'),
  ],
  [
    'the note of a slug that came with an item is not kept',
    [{ file: 'store/apply-changes.ts', from: 'keepStaged(root, directory);', to: ';' }],
    power(BROUGHT),
  ],
  [
    'the note of an edited slug is not durable before the item has the slug',
    [
      {
        file: 'store/apply-changes.ts',
        from: 'putIntoPlace(staged, join(root, EDITED_SLUGS));\n      syncDirectory(root);',
        to: 'putIntoPlace(staged, join(root, EDITED_SLUGS));',
      },
    ],
    power('edit slug'),
  ],
  [
    'the text of item.md is not durable before it gets its name',
    [
      {
        file: 'store/staging.ts',
        from: '    disk.fsync(file);\n',
        to: '    if (!/[0-9a-f]{16}\\.[0-9]+$/.test(path)) disk.fsync(file);\n',
      },
    ],
    power('comment'),
  ],
  [
    'a move is not durable before item.md says that it is done',
    [
      {
        file: 'store/apply-changes.ts',
        from: '  syncDirectory(join(root, to.status));\n  syncDirectory(join(root, from.status));\n',
        to: '',
      },
    ],
    power('close'),
  ],
  [
    'item.md is written in place',
    [
      {
        file: 'store/apply-changes.ts',
        from: 'putIntoPlace(staged, itemPath(root, item, change.file));',
        to: 'writeInPlace(itemPath(root, item, change.file), change.text);',
      },
      {
        file: 'store/apply-changes.ts',
        from: 'function moveItem(',
        to: 'function writeInPlace(path: string, text: string): void {\n  const file = disk.open(path, 0o1001 | 0o100, 0o666);\n  disk.write(file, Buffer.from(text), 0, Buffer.byteLength(text));\n  disk.fsync(file);\n  disk.close(file);\n}\n\nfunction moveItem(',
      },
    ],
    crash('comment', 'crash'),
  ],
  [
    'a short count is taken for the whole',
    [{ file: 'store/write-fully.ts', from: 'written += count;', to: 'written = bytes.length;' }],
    crash('comment', 'short'),
  ],
  [
    'the torn end of a log stays',
    [{ file: 'store/settle-item.ts', from: 'if (torn !== null) {', to: 'if (torn !== null && root === "") {' }],
    crash('comment', 'half'),
  ],
  [
    'an error leaves what was appended',
    [{ file: 'store/append-file.ts', from: 'cutBack(path, file, stat.size, error);', to: '' }],
    crash('comment', 'EIO'),
  ],
  [
    'nobody finishes a change',
    [
      {
        file: 'store/settle-item.ts',
        from: 'if (changes.length === 0) return snapshot;',
        to: 'if (changes.length >= 0) return snapshot;',
      },
    ],
    crash('close', 'crash'),
  ],
  [
    'nobody brings a seal up to date',
    [
      {
        file: 'tickets/unfinished.ts',
        from: 'const renewed = item.isTail ? [] : renewSeal(item, item.threadText);',
        to: 'const renewed: Change[] = [];',
      },
    ],
    crash('comment on a closed item', 'crash'),
  ],
  [
    'item.md says that all is done before the seal is there',
    [
      {
        file: 'tickets/change-status.ts',
        from: '  changes.push(...projectSeal(item, place));\n',
        to: '',
      },
      {
        file: 'tickets/change-status.ts',
        from: "file: 'item.md', text: itemText }];",
        to: "file: 'item.md', text: itemText }, ...projectSeal(item, place)];",
      },
    ],
    crash('close', 'crash'),
  ],
  [
    'a carried seal does not count what is added',
    [{ file: 'tickets/digest/seal.ts', from: 'folder.add(Buffer.from(addition));', to: '' }],
    crash(ON_SEALED, 'crash'),
  ],
  [
    'a seal is carried on from a log that has grown since',
    [
      { file: 'tickets/digest/seal.ts', from: 'plain.length !== seal.watermark.bytes || ', to: '' },
      {
        file: 'tickets/digest/seal.ts',
        from: 'if (hash.digest(NOTHING) !== seal.watermark.sha256) return null;',
        to: '',
      },
      // Whoever settles the item first brings its seal up to date.
      {
        file: 'store/settle-item.ts',
        from: 'return seal !== null && thread !== null',
        to: 'return seal?.item === "" && seal !== null && thread !== null',
      },
    ],
    onGrownLog,
  ],
  [
    'a carried seal has the length of before',
    [{ file: 'tickets/digest/log-folder.ts', from: '      bytes += part.length;\n', to: '' }],
    power(ON_SEALED),
  ],
  [
    'a carried seal is there before the event',
    [
      {
        file: 'tickets/add-event.ts',
        from: '[recorded.append, ...extendSeal(item, recorded.append.text), recorded.update]',
        to: '[...extendSeal(item, recorded.append.text), recorded.append, recorded.update]',
      },
    ],
    crash(ON_SEALED, 'crash'),
  ],
  [
    'a carried seal is not durable before it gets its name',
    [
      {
        file: 'store/staging.ts',
        from: '    disk.fsync(file);\n',
        to: "    if (!path.endsWith('digest.json')) disk.fsync(file);\n",
      },
    ],
    power(ON_SEALED),
  ],
  [
    'the seal of a long log that a killed command left behind it stays so',
    [
      {
        file: 'store/settle-item.ts',
        from: 'return seal !== null && thread !== null',
        to: 'return seal?.item === "" && seal !== null && thread !== null',
      },
      {
        file: 'store/settle-item.ts',
        from: 'if (snapshot.isTail && changes.length > 0',
        to: 'if (snapshot.isTail && changes.length < 0',
      },
    ],
    crash(ON_SEALED, 'crash'),
  ],
  [
    'the lock is released before the last fsync',
    [
      { file: 'store/sync-directory.ts', from: 'disk.fsync(directory);', to: 'later.push(path);' },
      {
        file: 'store/sync-directory.ts',
        from: 'export function syncDirectory',
        to: 'export const later: string[] = [];\nexport function syncLater(): void {\n  for (const path of later.splice(0)) {\n    try {\n      const directory = disk.open(path, OPEN.directory);\n      disk.fsync(directory);\n      disk.close(directory);\n    } catch {}\n  }\n}\nexport function syncDirectory',
      },
      { file: 'store/with-lock.ts', from: '    release();\n', to: '    release();\n    syncLater();\n' },
      {
        file: 'store/with-lock.ts',
        from: 'import { tolerate }',
        to: "import { syncLater } from './sync-directory.ts';\nimport { tolerate }",
      },
    ],
    releasedLast,
  ],
  [
    'a breaker does not read the lock again',
    [
      {
        file: 'store/break-lock.ts',
        from: "if ('nonce' in state && state.nonce === nonce) removeIfThere(name);",
        to: 'removeIfThere(name);',
      },
    ],
    lock,
  ],
  [
    'a lock is broken without a guard',
    [
      {
        file: 'store/break-lock.ts',
        from: 'if (!publish(lock, guard, self)) {',
        to: 'if (!publish(lock, guard, self) && guard === "") {',
      },
      {
        file: 'store/break-lock.ts',
        from: "if ('nonce' in state && state.nonce === nonce) removeIfThere(name);",
        to: 'removeIfThere(name);',
      },
    ],
    lock,
  ],
];

const made: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(made.map((remove) => remove())));

async function load(mutations: Mutation[]): Promise<Program> {
  const { path, remove } = await bundle('store-program.ts', mutations);
  made.push(remove);
  return import(/* @vite-ignore */ path);
}

describe('the program as it is passes all of these harnesses', () => {
  it.each(MUTANTS)('%s', async (_name, _mutations, harness) => {
    expect(await harness(await load([]))).toEqual([]);
  });
});

describe('a harness catches', () => {
  it.each(MUTANTS)('%s', async (_name, mutations, harness) => {
    expect(await harness(await load(mutations))).not.toEqual([]);
  });
});
