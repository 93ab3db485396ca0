import { join, relative } from 'node:path';
import { initRoot } from '../store/init-root.ts';
import { locateRoot, namedRoot, ROOT_NAMES } from '../store/locate-root.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandModule } from './command-module.ts';

/** `tickets init`: makes what is missing of a root, and nothing else. */
export const init: CommandModule = {
  define: (command) => {
    command.description(
      `Makes open/, pending/ and closed/, each with a .gitkeep: in the directory that --root, TICKETS_ROOT or
WORK_ITEMS_DIR names, in the root that is found above, or else in ./${ROOT_NAMES[0]}. Safe to repeat.`,
    );
  },
  examples: [
    { command: 'tickets init', explains: 'start in ./work-items' },
    { command: 'tickets init --root docs/work', explains: 'start somewhere else' },
  ],
  run: async ({ io, global }) => {
    const root = rootToMake({ cwd: io.cwd, env: io.env, root: global.root });
    const made = initRoot(root);
    const place = relative(io.cwd, root) || '.';
    const next = 'next: tickets new "What is to be done"';
    return {
      json: { root, made },
      text: () =>
        made.length === 0 ? `${place} is ready\n${next}\n` : `made ${made.join(' ')} in ${place}\n${next}\n`,
    };
  },
};

function rootToMake(options: Parameters<typeof locateRoot>[0]): string {
  const named = namedRoot(options);
  if (named) return named.path;
  try {
    return locateRoot(options).path;
  } catch (error) {
    if (error instanceof TicketsError && error.code === 'no-root') return join(options.cwd, ROOT_NAMES[0]);
    throw error;
  }
}
