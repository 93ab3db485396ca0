import { check } from '../api/check.ts';
import { findingsText } from '../render/findings-text.ts';
import { harmless } from '../render/harmless.ts';
import type { CommandModule } from './command-module.ts';

/** `tickets doctor`. */
export const doctor: CommandModule = {
  define: (command) => {
    command.description(
      `Checks the layout, every front matter and every log, and the remains of the legacy tracker. Exits 1 when it
finds an error; warnings alone pass.`,
    );
  },
  examples: [
    { command: 'tickets doctor', explains: 'doctor: ok, or what is wrong and where' },
    { command: 'tickets doctor --json', explains: 'for a program' },
  ],
  run: async (context) => {
    const result = check(context.workspace());
    return {
      json: result,
      text: (view) => findingsText(harmless(result), view),
      message: `${result.summary.items} ${result.summary.items === 1 ? 'item' : 'items'} checked`,
      exitCode: result.summary.errors > 0 ? 1 : 0,
    };
  },
};
