import type { Io } from './io.ts';

const SILENCE = 1000;

/** All bytes of standard input. Says on stderr what it waits for when nothing comes for a second. */
export async function readStdin({ stdin, stderr }: Io, what: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const notice = setTimeout(() => {
    const end = stdin.isTTY ? 'Ctrl-D on a line of its own ends it' : 'it ends when the other side closes the pipe';
    stderr.write(`waiting for ${what} on standard input: ${end}; -m TEXT gives it directly\n`);
  }, SILENCE);
  try {
    for await (const chunk of stdin) {
      notice.refresh();
      chunks.push(Buffer.from(chunk));
    }
  } finally {
    clearTimeout(notice);
  }
  return Buffer.concat(chunks);
}
