import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { STATUSES } from '../format/status.ts';
import { lookingAt } from '../store/file-system-error.ts';
import { readSettings, writeSettings } from '../store/write-settings.ts';
import { guideBlockState, withGuideBlock } from '../tickets/guide-block.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { VERSION } from '../version.ts';
import { whileLocked } from './change-item.ts';
import { pathInside } from './path-inside.ts';
import type { Workspace } from './workspace.ts';

export interface InstallGuideOptions {
  /** The file, relative to the working directory. Default: AGENTS.md of the project. */
  file?: string;
  /** Change nothing, and say what is there. */
  check?: boolean;
}

export interface InstallGuideResult {
  /** Absolute path of the file that has the block. */
  file: string;
  version: string;
  /** `written`: done now. */
  state: 'up-to-date' | 'outdated' | 'missing' | 'written';
}

/** Keeps the block that names the guide in a file for agents. A link is followed within the project, and never out of it. */
export function installGuide(workspace: Workspace, { file, check }: InstallGuideOptions): InstallGuideResult {
  const { project, path: root } = workspace.root;
  const named = file === undefined ? join(project, 'AGENTS.md') : resolve(workspace.cwd, file);
  const path = lookingAt(named, () => placeOf(named, realpathSync(project)));
  if (isInside(path, realpathSync(root))) {
    throw new TicketsError('invalid-value', `${named} is among the work items`, 'name a file of the project');
  }
  const read = (): string => readSettings(path) ?? '';
  const result = { file: path, version: VERSION };
  const before = guideBlockState(read(), VERSION);
  if (check || before === 'up-to-date') return { ...result, state: before };
  whileLocked(workspace, () => writeSettings(path, withGuideBlock(read(), VERSION)));
  return { ...result, state: 'written' };
}

/** Whether a file stands where items do: a log is written by commands alone. */
function isInside(path: string, root: string): boolean {
  return STATUSES.some((status) => path.startsWith(join(root, status, '/')));
}

/** The file that a path leads to. Throws where that is no regular file of the project. */
function placeOf(named: string, project: string): string {
  const refuse = (why: string, hint: string): never => {
    throw new TicketsError('invalid-value', `${named} ${why}`, hint);
  };
  if (!existsSync(dirname(named))) refuse('is in no directory', 'make the directory first');
  const stat = lstatSync(named, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink() && !existsSync(named)) refuse('is a link that leads nowhere', 'remove it');
  const path = stat ? realpathSync(named) : join(realpathSync(dirname(named)), basename(named));
  const place =
    pathInside(project, path) ??
    refuse(`is outside of the project ${project}`, 'name a file in the project with --file');
  if (place === '.git' || place.startsWith('.git/')) refuse("is git's own", 'name a file of the project');
  if (stat && !lstatSync(path).isFile()) refuse('is no regular file', 'name another one with --file');
  return path;
}
