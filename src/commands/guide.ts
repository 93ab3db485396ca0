import { relative } from 'node:path';
import { EXIT } from '../exit-code.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import type { CommandContext, CommandModule, Outcome } from './command-module.ts';
import { choice } from './options.ts';

const TOPICS = ['agents', 'reviews', 'ci', 'merging'] as const;
type Topic = (typeof TOPICS)[number];

interface GuideOptions {
  install?: boolean;
  check?: boolean;
  file?: string;
}

/** `tickets guide`. */
export const guideCommand: CommandModule = {
  writes: true,
  define: (command) => {
    command
      .description(
        `Prints the guide for coding agents, in Markdown. Topics: ${TOPICS.join(', ')}; agents is the whole way of an item.

--install puts a short block that names the guide into AGENTS.md, or brings it up to this version. The rest of the file stays byte
for byte, and a link is followed within the project alone.`,
      )
      .argument('[topic]', `${TOPICS.join(', ')} (default: agents)`, choice('topic', TOPICS))
      .option('--install', 'keep the block in AGENTS.md up to date')
      .option('--file <file>', 'with --install: in this file, such as CLAUDE.md')
      .option('--check', 'with --install: change nothing, and exit 1 if the block is missing or of another version');
  },
  examples: [
    { command: 'tickets guide', explains: 'from finding work to closing it' },
    { command: 'tickets guide reviews', explains: 'one topic' },
    { command: 'tickets guide --install', explains: 'tell agents of it, in AGENTS.md' },
    { command: 'tickets guide --install --file CLAUDE.md', explains: 'in another file' },
    { command: 'tickets guide --install --check || echo "run tickets guide --install"', explains: 'in CI' },
  ],
  run: async (context, [topic], rawOptions) => {
    const options = rawOptions as GuideOptions;
    if (options.install) {
      if (topic !== undefined) throw new TicketsError('usage', '--install takes no topic', 'leave it out');
      return install(context, options);
    }
    const alone = options.check ? '--check' : options.file !== undefined ? '--file' : null;
    if (alone) throw new TicketsError('usage', `${alone} goes with --install`, 'tickets guide --install');
    const name = (topic ?? 'agents') as Topic;
    const { guideText } = await import('../render/guide-text.ts');
    const guide = guideText(name);
    return { json: { topic: name, guide }, text: () => guide };
  },
};

async function install(context: CommandContext, options: GuideOptions): Promise<Outcome> {
  const { installGuide } = await import('../api/install-guide.ts');
  const { file, check } = options;
  const result = installGuide(context.workspace(), { ...(file !== undefined && { file }), ...(check && { check }) });
  const { state, version } = result;
  const shown = relative(context.io.cwd, result.file) || '.';
  const words = {
    'up-to-date': `has the guide of ${version}`,
    outdated: 'has the guide of another version: tickets guide --install',
    missing: 'has no guide: tickets guide --install',
    written: `has the guide of ${version} now`,
  };
  const isWanting = state === 'outdated' || state === 'missing';
  return { json: result, text: () => `${shown} ${words[state]}\n`, exitCode: isWanting ? EXIT.refused : EXIT.done };
}
