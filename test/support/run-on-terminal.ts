import { spawn } from '@lydell/node-pty';
import { pinnedEnv } from './pinned-env.ts';
import { ticketsBin } from './tickets-bin.ts';

export interface TerminalOptions {
  cwd: string;
  /** Added to the pinned environment; `undefined` takes a variable out of it. */
  env?: Record<string, string | undefined>;
  columns?: number;
}

export interface TerminalResult {
  exitCode: number;
  /** What stdout and stderr wrote, with the terminal's CR LF taken back to LF. */
  output: string;
}

/** Runs the real program with a pseudo-terminal as its standard input, output and error. */
export function runOnTerminal(args: readonly string[], options: TerminalOptions): Promise<TerminalResult> {
  return new Promise((resolve) => {
    // In CI nobody is shown how far long work is: on a busy machine any work is long.
    const env = pinnedEnv({ TERM: 'xterm-256color', CI: 'true', ...options.env });
    const terminal = spawn(process.execPath, [ticketsBin, ...args], {
      // The name becomes TERM, whatever the environment says.
      ...(env.TERM !== undefined && { name: env.TERM }),
      cols: options.columns ?? 80,
      rows: 50,
      cwd: options.cwd,
      env,
    });
    let output = '';
    terminal.onData((text) => {
      output += text;
    });
    terminal.onExit(({ exitCode }) => resolve({ exitCode, output: output.replaceAll('\r\n', '\n') }));
  });
}
