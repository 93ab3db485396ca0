import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { check } from '../../src/api/check.ts';
import { type ResolveResult, resolve } from '../../src/api/resolve.ts';
import { Tickets } from '../../src/api/tickets.ts';
import { openWorkspace } from '../../src/api/workspace.ts';
import { STATUSES } from '../../src/format/status.ts';
import { pinnedEnv } from './pinned-env.ts';
import { ticketsBin } from './tickets-bin.ts';

export interface GitRun {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface MergeProject {
  path: string;
  root: string;
  /** Runs git; its exit code is in the answer. */
  git: (...args: string[]) => GitRun;
  /** Runs git, and fails where it does. Returns what it printed. */
  must: (...args: string[]) => string;
  /** Adds everything and commits it. */
  commit: (message: string) => void;
  /** The operations, in this process, by an author at a second of the morning. */
  tickets: (author: string, second: number) => Promise<Tickets>;
  resolve: (options?: { dryRun?: boolean }) => ResolveResult;
  /** What doctor finds, hints aside: `rule path`. */
  findings: () => string[];
  read: (path: string) => string;
  write: (path: string, content: string | Uint8Array) => void;
  /** The same for another worktree of the repository. */
  at: (path: string) => MergeProject;
}

const ATTRIBUTES =
  '**/thread.md merge=tickets-thread\n**/item.md merge=tickets-item\n**/digest.json merge=tickets-digest\n';

/** A git repository with work items, in which the merge drivers are as `tickets setup` makes them, or are not. */
export function mergeProject({
  drivers = true,
  attributes = drivers,
}: {
  drivers?: boolean;
  attributes?: boolean;
} = {}): MergeProject {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'tickets-merge-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const project = projectAt(path);
  project.must('init', '--quiet', '--initial-branch=main');
  project.must('config', 'user.name', 'ann');
  project.must('config', 'user.email', 'ann@example.org');
  project.must('config', 'gc.auto', '0');
  if (drivers) addDrivers(project);
  for (const status of STATUSES) project.write(`work-items/${status}/.gitkeep`, '');
  if (attributes) addAttributes(project);
  project.commit('start');
  return project;
}

export function addDrivers(project: MergeProject): void {
  for (const kind of ['thread', 'item', 'digest']) {
    const command = `'${process.execPath}' '${ticketsBin}' merge-driver ${kind} %O %A %B %P`;
    project.must('config', `merge.tickets-${kind}.driver`, command);
  }
}

export function addAttributes(project: MergeProject): void {
  project.write('work-items/.gitattributes', ATTRIBUTES);
}

function projectAt(path: string): MergeProject {
  const root = join(path, 'work-items');
  const env = pinnedEnv({ GIT_EDITOR: 'true' });
  const git = (...args: string[]): GitRun => {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: path, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const must = (...args: string[]): string => {
    const { status, stdout, stderr } = git(...args);
    if (status !== 0) throw new Error(`git ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
    return stdout;
  };
  const workspace = () => openWorkspace({ root, cwd: path, env, now: () => new Date('2026-06-02T00:00:00Z') });
  return {
    path,
    root,
    git,
    must,
    commit: (message) => {
      must('add', '-A');
      must('commit', '--quiet', '--allow-empty', '-m', message);
    },
    tickets: (author, second) =>
      Tickets.open({
        root,
        cwd: path,
        env: { ...env, TICKETS_AUTHOR: author },
        now: () => new Date(Date.UTC(2026, 5, 1, 9, 0, second)),
      }),
    resolve: (options) => resolve(workspace(), options),
    findings: () =>
      check(workspace())
        // That this clone lacks the drivers is what some of these tests are about.
        .findings.filter(({ severity, rule }) => severity !== 'hint' && rule !== 'clone/driver-not-configured')
        .map(({ rule, path: place }) => `${rule} ${place}`),
    read: (name) => readFileSync(join(path, name), 'utf8'),
    write: (name, content) => {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
    },
    at: projectAt,
  };
}
