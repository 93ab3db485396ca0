import { eventJson } from '../api/json-shapes.ts';
import { show, showAt, showRaw, showRawAt } from '../api/show.ts';
import { detailText } from '../render/detail-text.ts';
import { harmless } from '../render/harmless.ts';
import type { CommandModule } from './command-module.ts';
import { count } from './options.ts';

/** `tickets show REF`. */
export const showCommand: CommandModule = {
  define: (command) => {
    command
      .description('Shows fields, body, all events, resolution and artifacts of an item.')
      .argument('<ref>', 'id, slug, or unique start or end of an id')
      .option('--events <n>', 'only the last so many events', count('--events'))
      .option('--raw', 'the bytes of item.md, thread.md and resolution.md')
      .option('--rev <rev>', 'as a commit has it, without a checkout');
  },
  examples: [
    { command: 'tickets show search-is-slow', explains: 'by slug' },
    { command: 'tickets show 20260601-090000 --events 1', explains: 'by the start of its id, with its last event' },
    { command: 'tickets show search-is-slow --json', explains: 'for a program' },
    { command: 'tickets show search-is-slow --rev HEAD', explains: 'as it was committed' },
    { command: 'tickets show search-is-slow --raw', explains: 'the files as they are' },
  ],
  run: async (context, [ref = ''], given) => {
    const { events, raw, rev } = given as { events?: number; raw?: boolean; rev?: string };
    const workspace = context.workspace();
    const detail = rev === undefined ? show(workspace, ref) : await showAt(workspace, rev, ref);
    const rawOf = (): Buffer | Promise<Buffer> =>
      rev === undefined ? showRaw(workspace, detail.id) : showRawAt(workspace, rev, detail.id);
    const shownEvents = events === undefined ? detail.events : events === 0 ? [] : detail.events.slice(-events);
    return {
      json: { root: workspace.root.path, item: { ...detail, events: shownEvents.map(eventJson) } },
      text: (view) => detailText(harmless(detail), { events }, view),
      ...(raw && { raw: await rawOf() }),
      warnings: detail.problems.map((problem) => `${detail.path}: ${problem.message}`),
    };
  },
};
