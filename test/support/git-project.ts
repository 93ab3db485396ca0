import { execFileSync } from 'node:child_process';
import { pinnedEnv } from './pinned-env.ts';
import { type TemporaryProject, temporaryProject } from './temporary-project.ts';

export interface GitProject extends TemporaryProject {
  /** Runs git in the project, and returns what it says. */
  git: (...args: string[]) => string;
  /** Commits these files as they are given, `null` for one that goes, and everything else as it is on disk. */
  commit: (files?: Record<string, string | Uint8Array | null>) => string;
}

/** A temporary project that is a git repository, on the branch `main`. */
export function gitProject(): GitProject {
  const project = temporaryProject({ git: true });
  const git = (...args: string[]): string => gitIn(project.path, ...args);
  return {
    ...project,
    git,
    commit: (files = {}) => {
      for (const [path, content] of Object.entries(files)) {
        if (content === null) git('rm', '--quiet', '--force', '--', path);
        else project.write(path, content);
      }
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', 'A commit');
      return git('rev-parse', 'HEAD').trim();
    },
  };
}

/** Runs git in a directory with the same settings everywhere. */
export function gitIn(cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'protocol.file.allow=always'];
  return execFileSync('git', [...who, ...args], { cwd, env: pinnedEnv(), encoding: 'utf8', stdio: 'pipe' });
}
