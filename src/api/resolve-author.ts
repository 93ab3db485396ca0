import { userInfo } from 'node:os';
import { gitUserName } from '../git/user-name.ts';
import { checkAuthor } from '../tickets/check-value.ts';
import type { Workspace } from './workspace.ts';

/** Who writes: the given name, TICKETS_AUTHOR, git's user.name, USER, and at last the account's name. */
export function resolveAuthor(workspace: Pick<Workspace, 'cwd' | 'env'>, given?: string): string {
  if (given !== undefined) return checkAuthor(given, '--author');
  const { TICKETS_AUTHOR, USER, USERNAME } = workspace.env;
  if (TICKETS_AUTHOR) return checkAuthor(TICKETS_AUTHOR, 'TICKETS_AUTHOR');
  const git = gitUserName(workspace.cwd);
  if (git) return checkAuthor(git, "git's user.name");
  if (USER) return checkAuthor(USER, 'USER');
  return checkAuthor(USERNAME || userInfo().username, 'the account');
}
