import { TicketsError } from '../tickets/tickets-error.ts';
import { editorOf, editText, SCISSORS } from './edit-text.ts';
import type { CommandIo } from './io.ts';
import { readBytes } from './read-bytes.ts';
import { readStdin } from './read-stdin.ts';

/** The options that every command with a body has. */
export interface BodyOptions {
  message?: string[];
  file?: string;
}

export interface BodyRequest {
  /** What the text is, for messages and the template: `a comment on 2026…`. */
  what: string;
  /** What stands in the editor before anything is typed. */
  template?: string;
  /** Whether to open the editor on a terminal, and to read a pipe, when no option gives the text. */
  ask: boolean;
  /** Whether the command has a text of its own for want of one: then a terminal without an editor is no error. */
  optional?: boolean;
}

/**
 * Gets the body from exactly one place: -m, --file, `--file -`, a pipe, or, on a terminal, the editor; undefined
 * where none of them gives one. It is handed to `use`, so that a text from the editor outlives a failure.
 */
export async function readBody<T>(
  io: CommandIo,
  options: BodyOptions,
  request: BodyRequest,
  use: (body: string | undefined) => Promise<T>,
): Promise<T> {
  const { message, file } = options;
  if (message !== undefined && file !== undefined) {
    throw new TicketsError('usage', '-m and --file both give the text', 'use one of them');
  }
  if (message !== undefined) return use(message.join('\n\n'));
  if (file !== undefined) {
    return use(decode(await readBytes(io, file, request.what), file === '-' ? 'standard input' : file));
  }
  if (!request.ask) return use(undefined);
  if (!io.stdin.isTTY) return use(decode(await readStdin(io, request.what), 'standard input'));
  if (request.optional && !editorOf(io.env)) return use(undefined);
  const note = `${SCISSORS}\n     Write ${request.what} above it. An empty text stops without writing anything. -->\n`;
  const initial = `${request.template ?? ''}\n${note}`;
  return editText(io, initial, 'text.md', (text) => {
    const body = text.split(SCISSORS)[0] ?? '';
    if (body.trim() === '') {
      throw new TicketsError('empty-body', 'the text is empty', 'nothing was written');
    }
    return use(body);
  });
}

function decode(bytes: Buffer, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new TicketsError('invalid-value', `${source} is not valid UTF-8`, 'nothing was written');
  }
}
