import { type UnlockResult, unlock } from '../api/unlock.ts';
import { harmlessLine } from '../render/harmless.ts';
import type { CommandModule } from './command-module.ts';

/** `tickets unlock`. */
export const unlockCommand: CommandModule = {
  define: (command) => {
    command
      .description(
        `Shows who holds the lock under which commands write. A lock whose owner is certainly gone is removed, as every
writing command does by itself. One whose owner may be alive stays (exit 1): look whether that process runs, on that
host, and only then use --force.`,
      )
      .option('--force', 'remove it whoever holds it; a command that is still writing would not be alone then');
  },
  examples: [
    { command: 'tickets unlock', explains: 'who holds it?' },
    { command: 'tickets unlock --force', explains: 'nobody does: the machine that wrote it is gone' },
  ],
  run: async (context, _args, given) => {
    const { force = false } = given as { force?: boolean };
    const workspace = context.workspace();
    const result = unlock(workspace, { force });
    return {
      json: { root: workspace.root.path, ...result },
      text: () => `${describe(result)}\n`,
      exitCode: result.state === 'free' || result.removed ? 0 : 1,
    };
  },
};

function describe({ lock, state, owner, removed }: UnlockResult): string {
  if (owner === null) return 'nobody holds the lock';
  const who = owner.pid === null ? 'an unknown process' : `process ${owner.pid} on ${harmlessLine(owner.host ?? '')}`;
  const what = `${harmlessLine(lock)}\nheld by ${who} since ${owner.since}`;
  if (removed) return `${what}${state === 'abandoned' ? ', which is gone' : ''}\nremoved`;
  return `${what}, which may be alive\nif it is not: tickets unlock --force`;
}
