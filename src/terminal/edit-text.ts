import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { Io } from './io.ts';

/** Below this line the editor's template speaks, and nothing is kept. */
export const SCISSORS = '<!-- Nothing from this line on is kept.';

/** The command that opens the person's editor; undefined where none is set. */
export function editorOf(env: Io['env']): string | undefined {
  return env.VISUAL || env.EDITOR || undefined;
}

/**
 * Opens a text in the person's editor and hands what comes back to `use`. When that fails, the text is kept
 * where it was edited, and the error says where.
 */
export async function editText<T>(
  { env, cwd }: Io,
  initial: string,
  fileName: string,
  use: (text: string) => Promise<T>,
): Promise<T> {
  const editor = editorOf(env);
  if (!editor) {
    throw new TicketsError('editor', 'no editor is set', 'set EDITOR, or pass -m TEXT or --file FILE');
  }
  const directory = makeDirectory();
  const path = join(directory, fileName);
  writeFileSync(path, initial, { mode: 0o600 });
  try {
    await runEditor(editor, path, cwd);
    if (!existsSync(path)) throw new TicketsError('editor', `the editor removed ${path}`, 'nothing was written');
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
    const result = await use(text);
    rmSync(directory, { recursive: true });
    return result;
  } catch (error) {
    if (!existsSync(path) || readFileSync(path, 'utf8') === initial) {
      rmSync(directory, { recursive: true });
      throw error;
    }
    const kept = `your text is in ${path}`;
    if (error instanceof TicketsError) {
      const hint = error.hint ? `${error.hint}; ${kept}` : kept;
      throw new TicketsError(error.code, error.message, hint, error.details);
    }
    if (error instanceof TypeError) throw new TicketsError('editor', 'the edited text is not valid UTF-8', kept);
    throw error;
  }
}

function makeDirectory(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'tickets-'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new TicketsError('editor', `no temporary file can be made in ${tmpdir()} (${error.code})`, 'set TMPDIR');
  }
}

async function runEditor(editor: string, path: string, cwd: string): Promise<void> {
  // Most texts come by another way, and to load what starts a process takes as long as an append.
  const { spawnSync } = await import('node:child_process');
  const options = { cwd, stdio: 'inherit' } as const;
  // VISUAL and EDITOR are commands with arguments (`code --wait`), as git takes them.
  const run =
    process.platform === 'win32'
      ? spawnSync(`${editor} "${path}"`, { ...options, shell: true })
      : spawnSync('/bin/sh', ['-c', `${editor} "$1"`, editor, path], options);
  if (run.error) throw new TicketsError('editor', `the editor '${editor}' could not be started`, 'check EDITOR');
  if (run.status !== 0) {
    const how = run.signal ? `by ${run.signal}` : `with exit code ${run.status}`;
    throw new TicketsError('editor', `the editor '${editor}' ended ${how}`, 'nothing was written');
  }
}
