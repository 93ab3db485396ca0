import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds before the tests that run the program, so that none of them runs an old build. */
export default function buildOnce(): void {
  if (process.env.TICKETS_BIN) return;
  const project = fileURLToPath(new URL('../..', import.meta.url));
  execFileSync(process.execPath, ['scripts/build.js'], { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
}
