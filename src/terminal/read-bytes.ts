import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandIo } from './io.ts';
import { readStdin } from './read-stdin.ts';

/** The bytes of a file that a person named, or of standard input for `-`; `what` is asked for, where nothing comes. */
export async function readBytes(io: CommandIo, name: string, what: string): Promise<Buffer> {
  if (name === '-') return readStdin(io, what);
  // A variable of a script that is not set.
  if (name === '') throw new TicketsError('file-system', 'no file is named', 'nothing was written');
  try {
    return readFileSync(resolve(io.cwd, name));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const reasons: Record<string, string> = { ENOENT: 'there is no such file', EISDIR: 'it is a directory' };
    const reason = reasons[String(error.code)] ?? String(error.code);
    throw new TicketsError('file-system', `cannot read ${name}: ${reason}`, 'nothing was written');
  }
}
