import { basename, dirname, join } from 'node:path';
import { decodeText } from '../format/decode-text.ts';
import { applyTextEdits } from '../format/edit-field.ts';
import type { Repair } from '../tickets/repair.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { disk } from './disk.ts';
import { fileKind } from './file-kind.ts';
import { fileSystemError } from './file-system-error.ts';
import { makeDirectory } from './make-directory.ts';
import { putIntoPlace } from './put-into-place.ts';
import { readFile } from './read-file.ts';
import { replaceFile } from './replace-file.ts';
import { withStaging, writeNewFile } from './staging.ts';
import { syncDirectory } from './sync-directory.ts';

/** A file before and after the steps; `before` is null for one that they make. */
export interface RepairedFile {
  path: string;
  before: string | null;
  after: string;
}

/** What steps would write, as texts: for a preview, and for the writing itself. */
export function previewRepairs(root: string, steps: readonly Repair[]): RepairedFile[] {
  return steps.flatMap((step): RepairedFile[] => {
    if (step.type === 'make-directory') return [];
    if (step.type === 'make-file') return [{ path: step.path, before: null, after: step.text }];
    const before = readChecked(root, step.path);
    if (step.edits.some((edit) => before.slice(edit.start, edit.end) !== edit.expected)) {
      throw new TicketsError('conflict', `${step.path} changed while it was checked`, 'run doctor again');
    }
    return [{ path: step.path, before, after: applyTextEdits(before, step.edits) }];
  });
}

/** Carries out the steps of a repair, each file in one step. Call it with the lock held. */
export function applyRepairs(root: string, steps: readonly Repair[]): RepairedFile[] {
  for (const step of steps) checkPath(root, step.path);
  const files = previewRepairs(root, steps);
  let done = 0;
  try {
    for (const step of steps) {
      // One that is made for a file comes into being with it.
      const isForFile = files.some((file) => dirname(file.path) === step.path);
      if (step.type === 'make-directory' && !isForFile && makeDirectory(join(root, step.path))) done += 1;
    }
    for (const { path, before, after } of files) {
      const target = join(root, path);
      if (before !== null || fileKind(target) === 'missing') writeFile(root, target, after, () => (done += 1));
    }
  } catch (error) {
    const before = { done: `${done} of ${files.length} files are repaired`, hint: 'run doctor --fix again' };
    throw fileSystemError(error, root, done > 0 ? before : undefined);
  }
  return files;
}

/** Writes a file in one step, together with its directory if that is missing. */
function writeFile(root: string, path: string, text: string, onPlaced: () => void): void {
  const directory = dirname(path);
  if (fileKind(directory) !== 'missing') {
    replaceFile(root, path, text, onPlaced);
    return;
  }
  makeDirectory(dirname(directory));
  withStaging(root, 'replace', (staging) => {
    const staged = join(staging, 'directory');
    disk.mkdir(staged);
    writeNewFile(join(staged, basename(path)), text);
    syncDirectory(staged);
    putIntoPlace(staged, directory);
    onPlaced();
    syncDirectory(dirname(directory));
  });
}

function readChecked(root: string, path: string): string {
  const read = readFile(join(root, path));
  if (read.kind !== 'read') throw new TicketsError('conflict', `${path} is gone`, 'run doctor again');
  const { text, validUtf8 } = decodeText(read.bytes);
  if (validUtf8) return text;
  throw new TicketsError('unreadable', `${path} is not valid UTF-8; writing it would change its bytes`);
}

/** No step leaves the root, by name or by a link. */
function checkPath(root: string, path: string): void {
  const names = path.split('/');
  if (names.some((name) => name === '' || name === '.' || name === '..')) {
    throw new TicketsError('invalid-value', `'${path}' is no path in the root`);
  }
  for (let depth = 1; depth < names.length; depth += 1) {
    const kind = fileKind(join(root, ...names.slice(0, depth)));
    if (kind !== 'directory' && kind !== 'missing') {
      throw new TicketsError('unreadable', `${names.slice(0, depth).join('/')} is no directory`, 'nothing was written');
    }
  }
}
