import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, renameSync, rmSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { decodeText } from '../format/decode-text.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { fileKind } from './file-kind.ts';
import { fileSystemError } from './file-system-error.ts';
import { readFile } from './read-file.ts';
import { writeNewFile } from './staging.ts';

/** The text of a file of settings; null where there is none. Throws a TicketsError `unreadable` for a link or no UTF-8. */
export function readSettings(path: string): string | null {
  const read = readFile(path);
  if (read.kind === 'missing') return null;
  if (read.kind === 'unreadable') throw new TicketsError('unreadable', `${path} ${read.reason}`, 'nothing was written');
  const { text, validUtf8 } = decodeText(read.bytes);
  if (!validUtf8) throw new TicketsError('unreadable', `${path} is not valid UTF-8`, 'nothing was written');
  return text;
}

/** Replaces a file of settings in one step, keeping its mode, or makes it; null removes it. */
export function writeSettings(path: string, text: string | null, options: { executable?: boolean } = {}): void {
  try {
    if (text === null) {
      unlinkSync(path);
      return;
    }
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${randomBytes(6).toString('hex')}`;
    try {
      const isNew = fileKind(path) === 'missing';
      writeNewFile(draft, text, path);
      if (isNew && options.executable) chmodSync(draft, 0o755);
      renameSync(draft, path);
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (error) {
    throw fileSystemError(error, path);
  }
}
