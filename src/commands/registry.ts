import type { CommandModule } from './command-module.ts';

export interface CommandEntry {
  name: string;
  aliases?: string[];
  /** What one wants to do: the heading in the help. */
  group: string;
  summary: string;
  /** Reads the command's file: only the one that is called is loaded. */
  load: () => Promise<CommandModule>;
}

const START = 'Start:';
const LOOK = 'Look:';
const WRITE = 'Write:';
const MOVE = 'Move:';
const CHECK = 'Check:';
const MERGE = 'Merge:';
const CARRY = 'Carry over:';

/** All commands, in the order of the help. To add one: a file beside this one, and a line here. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'init',
    group: START,
    summary: 'make the directories for work items',
    load: async () => (await import('./init.ts')).initCommand,
  },
  {
    name: 'setup',
    group: START,
    summary: 'prepare a clone: merge drivers, line endings, a hook',
    load: async () => (await import('./setup.ts')).setupCommand,
  },
  {
    name: 'completion',
    group: START,
    summary: 'print what a shell needs to complete commands and items',
    load: async () => (await import('./completion.ts')).completionCommand,
  },
  {
    name: 'guide',
    group: START,
    summary: 'print the guide for coding agents',
    load: async () => (await import('./guide.ts')).guideCommand,
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
    name: 'insight',
    group: LOOK,
    summary: 'show what the logs say, in numbers',
    load: async () => (await import('./insight.ts')).insightCommand,
  },
  {
    name: 'history',
    group: LOOK,
    summary: 'show which commit changed what of an item',
    load: async () => (await import('./history.ts')).historyCommand,
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
    name: 'redact',
    group: WRITE,
    summary: 'take a leaked secret out of an event',
    load: async () => (await import('./redact.ts')).redactCommand,
  },
  {
    name: 'claim',
    group: MOVE,
    summary: 'take an item that nobody has',
    load: async () => (await import('./claim.ts')).claimCommand,
  },
  {
    name: 'unclaim',
    group: MOVE,
    summary: 'give an item back',
    load: async () => (await import('./claim.ts')).unclaimCommand,
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
  {
    name: 'unlock',
    group: CHECK,
    summary: 'show who holds the lock, and remove it if nobody does',
    load: async () => (await import('./unlock.ts')).unlockCommand,
  },
  {
    name: 'migrate',
    group: CARRY,
    summary: 'make items of TODO.md and its tickets',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  {
    name: 'export',
    group: CARRY,
    summary: 'print everything as one JSON or CSV document',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  {
    name: 'import',
    group: CARRY,
    summary: 'bring an export into a tree',
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'verify',
    group: CHECK,
    summary: 'prove that the logs only grew',
    load: async () => (await import('./verify.ts')).verifyCommand,
  },
  {
    name: 'sync',
    group: MERGE,
    summary: 'merge with the branch that this one follows, and push',
    load: async () => (await import('./sync.ts')).syncCommand,
  },
  {
    name: 'resolve',
    group: MERGE,
    summary: 'settle the items in a merge',
    load: async () => (await import('./resolve.ts')).resolveCommand,
  },
  {
    name: 'merge-driver',
    group: MERGE,
    summary: 'merge one file, as git calls it',
    load: async () => (await import('./merge-driver.ts')).mergeDriverCommand,
  },
];
