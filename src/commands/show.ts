import { eventJson } from '../api/json-shapes.ts';
import { show, showRaw } from '../api/show.ts';
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
      .option('--raw', 'the bytes of item.md, thread.md and resolution.md');
  },
  examples: [
    { command: 'tickets show search-is-slow', explains: 'by slug' },
    { command: 'tickets show 20260601-090000 --events 1', explains: 'by the start of its id, with its last event' },
    { command: 'tickets show search-is-slow --json', explains: 'for a program' },
    { command: 'tickets show search-is-slow --raw', explains: 'the files as they are' },
  ],
  run: async (context, [ref = ''], given) => {
    const { events, raw } = given as { events?: number; raw?: boolean };
    const workspace = context.workspace();
    const detail = show(workspace, ref);
    const shownEvents = events === undefined ? detail.events : events === 0 ? [] : detail.events.slice(-events);
    return {
      json: { root: workspace.root.path, item: { ...detail, events: shownEvents.map(eventJson) } },
      text: (view) => detailText(harmless(detail), { events }, view),
      ...(raw && { raw: showRaw(workspace, detail.id) }),
      warnings: detail.problems.map((problem) => `${detail.path}: ${problem.message}`),
    };
  },
};
