import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandIo } from './io.ts';

const SILENCE = 1000;

/** All bytes of standard input. Says on stderr what it waits for when nothing comes for a second. */
export async function readStdin({ stdin, notice }: CommandIo, what: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const silence = setTimeout(() => {
    const end = stdin.isTTY ? 'Ctrl-D on a line of its own ends it' : 'it ends when the other side closes the pipe';
    notice(`waiting for ${what} on standard input: ${end}; -m TEXT gives it directly`);
  }, SILENCE);
  try {
    for await (const chunk of stdin) {
      silence.refresh();
      chunks.push(Buffer.from(chunk));
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new TicketsError('file-system', `cannot read standard input: ${error.code}`, 'nothing was written');
  } finally {
    clearTimeout(silence);
  }
  return Buffer.concat(chunks);
}
