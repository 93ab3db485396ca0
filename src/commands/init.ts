import { relative } from 'node:path';
import { DEFAULT_ROOT, init } from '../api/init.ts';
import type { CommandModule } from './command-module.ts';

/** `tickets init`: makes what is missing of a root, and nothing else. */
export const initCommand: CommandModule = {
  define: (command) => {
    command.description(
      `Makes open/, pending/ and closed/, each with a .gitkeep: in the directory that --root, TICKETS_ROOT or
WORK_ITEMS_DIR names, in the root that is found above in the same repository, or else in
./${DEFAULT_ROOT}. Safe to repeat.`,
    );
  },
  examples: [
    { command: 'tickets init', explains: 'start in ./work-items' },
    { command: 'tickets init --root docs/items', explains: 'start somewhere else' },
  ],
  run: async ({ io, global }) => {
    const { root, made } = init({ cwd: io.cwd, env: io.env, root: global.root });
    const place = relative(io.cwd, root) || '.';
    const next = 'next: tickets new "What is to be done"';
    return {
      json: { root, made },
      text: () =>
        made.length === 0 ? `${place} is ready\n${next}\n` : `made ${made.join(' ')} in ${place}\n${next}\n`,
    };
  },
};
