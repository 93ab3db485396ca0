import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type IPty, spawn } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';
import { addScript } from './add-script.ts';
import { pinnedEnv } from './pinned-env.ts';
import type { TemporaryProject } from './temporary-project.ts';
import { ticketsBin } from './tickets-bin.ts';

export type ShellName = 'bash' | 'zsh' | 'fish';

const ARGUMENTS: Record<ShellName, string[]> = {
  bash: ['--norc', '--noprofile', '-i'],
  zsh: ['-f', '-i'],
  fish: ['--no-config', '-i'],
};
/** What makes the completion ready, and a word appear that is not in the line that was typed. */
const START: Record<ShellName, string> = {
  bash: 'bind "set bell-style none"; eval "$(tickets completion bash)"; echo RE""ADY',
  zsh: 'autoload -Uz compinit && compinit -u -D; setopt no_beep; eval "$(tickets completion zsh)"; echo RE""ADY',
  fish: 'tickets completion fish | source; echo RE""ADY',
};
const PATIENCE = 60_000;

export interface InteractiveShell {
  /** Sends keys, and gives what the shell shows from then on, once that fits, less what moves the cursor and colours. */
  type: (keys: string, shown: RegExp) => Promise<string>;
}

/** A shell in a pseudo-terminal, in a project, with `tickets` on its PATH and its completion ready. */
export async function interactiveShell(shell: ShellName, project: TemporaryProject): Promise<InteractiveShell> {
  addScript(project, 'tickets', `exec "${process.execPath}" "${ticketsBin}" "$@"`);
  const PATH = `${join(project.path, 'bin')}:${process.env.PATH}`;
  const env = pinnedEnv({ PATH, HOME: project.path, XDG_CONFIG_HOME: join(project.path, '.config'), TERM: 'xterm' });
  const terminal: IPty = spawn(shell, ARGUMENTS[shell], { name: 'xterm', cols: 160, rows: 50, cwd: project.path, env });
  const gone = new Promise<void>((resolve) => {
    terminal.onExit(() => resolve());
  });
  onTestFinished(async () => {
    terminal.kill('SIGKILL');
    await gone;
  });
  let output = '';
  let notify = (): void => undefined;
  terminal.onData((text) => {
    output += text;
    notify();
  });
  const type = (keys: string, shown: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const from = output.length;
      const fail = (): void => reject(new Error(`${shell} does not show ${shown}:\n${output.slice(from)}`));
      const timer = setTimeout(fail, PATIENCE);
      notify = () => {
        if (!shown.test(stripVTControlCharacters(output.slice(from)))) return;
        clearTimeout(timer);
        notify = () => undefined;
        resolve(output.slice(from));
      };
      terminal.write(keys);
    });
  await type(`${START[shell]}\r`, /READY\r?\n/);
  return { type };
}
