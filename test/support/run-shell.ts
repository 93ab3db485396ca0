import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { addScript } from './add-script.ts';
import { pinnedEnv } from './pinned-env.ts';
import type { RunResult } from './run-tickets.ts';
import type { TemporaryProject } from './temporary-project.ts';
import { ticketsBin } from './tickets-bin.ts';

/** Runs a line as a person types it: by the shell, in a project, with `tickets` on the PATH. */
export function runShell(
  project: TemporaryProject,
  line: string,
  more: Record<string, string | undefined> = {},
): Promise<RunResult> {
  addScript(project, 'tickets', `exec "${process.execPath}" "${ticketsBin}" "$@"`);
  const env = pinnedEnv({ PATH: `${join(project.path, 'bin')}:${process.env.PATH}`, ...more });
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', line], { cwd: project.path, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}
