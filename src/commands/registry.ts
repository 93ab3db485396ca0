import type { CommandModule } from './command-module.ts';

export interface CommandEntry {
  name: string;
  aliases?: string[];
  /** What one wants to do: the heading in the help. */
  group: string;
  summary: string;
  /** Loaded when the command is called: starting up must not pay for all of them. */
  load: () => Promise<CommandModule>;
}

const START = 'Start:';
const LOOK = 'Look:';
const WRITE = 'Write:';
const MOVE = 'Move:';
const CHECK = 'Check:';

/** All commands, in the order of the help. To add one: a file beside this one, and a line here. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'init',
    group: START,
    summary: 'make the directories for work items',
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'new',
    aliases: ['create'],
    group: START,
    summary: 'create an item and print its id',
    load: async () => (await import('./new.ts')).newItem,
  },
  {
    name: 'list',
    aliases: ['ls'],
    group: LOOK,
    summary: 'list items, the open ones by default',
    load: async () => (await import('./list.ts')).listCommand,
  },
  {
    name: 'show',
    group: LOOK,
    summary: 'show everything about an item',
    load: async () => (await import('./show.ts')).showCommand,
  },
  {
    name: 'search',
    group: LOOK,
    summary: 'find the items and events that hold a text',
    load: async () => (await import('./search.ts')).searchCommand,
  },
  {
    name: 'log',
    group: LOOK,
    summary: 'show the events of all items, newest first',
    load: async () => (await import('./log.ts')).logCommand,
  },
  {
    name: 'comment',
    group: WRITE,
    summary: 'add a comment',
    load: async () => (await import('./note.ts')).comment,
  },
  {
    name: 'plan',
    group: WRITE,
    summary: 'add a plan',
    load: async () => (await import('./note.ts')).plan,
  },
  {
    name: 'decide',
    group: WRITE,
    summary: 'add a decision',
    load: async () => (await import('./note.ts')).decide,
  },
  {
    name: 'report',
    group: WRITE,
    summary: 'add an implementation report',
    load: async () => (await import('./note.ts')).report,
  },
  {
    name: 'review',
    group: WRITE,
    summary: 'approve, or request changes',
    load: async () => (await import('./review.ts')).review,
  },
  {
    name: 'edit',
    group: WRITE,
    summary: 'change fields or the body of an item',
    load: async () => (await import('./edit.ts')).editCommand,
  },
  {
    name: 'status',
    group: MOVE,
    summary: 'move an item to open, pending or closed',
    load: async () => (await import('./status.ts')).status,
  },
  {
    name: 'close',
    group: MOVE,
    summary: 'close an item with a resolution',
    load: async () => (await import('./close.ts')).closeCommand,
  },
  {
    name: 'reopen',
    group: MOVE,
    summary: 'open a closed item again',
    load: async () => (await import('./reopen.ts')).reopenCommand,
  },
  {
    name: 'doctor',
    group: CHECK,
    summary: 'check the whole tree',
    load: async () => (await import('./doctor.ts')).doctor,
  },
];
