import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { pinnedEnv } from './pinned-env.ts';
import { type RunOptions, type RunResult, runTickets } from './run-tickets.ts';

export interface TemporaryProject {
  /** The project's directory. */
  path: string;
  /** Its root of work items, `work-items`. */
  root: string;
  /** Runs tickets in the project. */
  run: (args: readonly string[], options?: Partial<RunOptions>) => Promise<RunResult>;
  /** The text of a file, by its path in the project. */
  read: (path: string) => string;
  /** Writes a file of the project, and the directories above it. */
  write: (path: string, content: string | Uint8Array) => void;
}

export interface ProjectOptions {
  /** Make it a git repository. */
  git?: boolean;
  /** Make the three status directories below `work-items`. Default: true. */
  init?: boolean;
}

/** A directory of its own for one test, removed when the test has finished. */
export function temporaryProject({ git = false, init = true }: ProjectOptions = {}): TemporaryProject {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'tickets-test-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const root = join(path, 'work-items');
  if (git) execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: path, env: pinnedEnv() });
  if (init) for (const status of ['open', 'pending', 'closed']) mkdirSync(join(root, status), { recursive: true });
  return {
    path,
    root,
    run: (args, options = {}) => runTickets(args, { cwd: path, ...options }),
    read: (name) => readFileSync(join(path, name), 'utf8'),
    write: (name, content) => {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
    },
  };
}
