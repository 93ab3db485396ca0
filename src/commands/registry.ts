import { claimCommand, unclaimCommand } from './claim.ts';
import { closeCommand } from './close.ts';
import type { CommandModule } from './command-module.ts';
import { doctor } from './doctor.ts';
import { editCommand } from './edit.ts';
import { exportCommand } from './export.ts';
import { historyCommand } from './history.ts';
import { importCommand } from './import.ts';
import { initCommand } from './init.ts';
import { listCommand } from './list.ts';
import { logCommand } from './log.ts';
import { mergeDriverCommand } from './merge-driver.ts';
import { migrateCommand } from './migrate.ts';
import { newItem } from './new.ts';
import { comment, decide, plan, report } from './note.ts';
import { redactCommand } from './redact.ts';
import { reopenCommand } from './reopen.ts';
import { resolveCommand } from './resolve.ts';
import { review } from './review.ts';
import { searchCommand } from './search.ts';
import { setupCommand } from './setup.ts';
import { showCommand } from './show.ts';
import { status } from './status.ts';
import { syncCommand } from './sync.ts';
import { unlockCommand } from './unlock.ts';
import { verifyCommand } from './verify.ts';

export interface CommandEntry {
  name: string;
  aliases?: string[];
  /** What one wants to do: the heading in the help. */
  group: string;
  summary: string;
  module: CommandModule;
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
    module: initCommand,
  },
  {
    name: 'setup',
    group: START,
    summary: 'prepare a clone: merge drivers, line endings, a hook',
    module: setupCommand,
  },
  {
    name: 'new',
    aliases: ['create'],
    group: START,
    summary: 'create an item and print its id',
    module: newItem,
  },
  {
    name: 'list',
    aliases: ['ls'],
    group: LOOK,
    summary: 'list items, the open ones by default',
    module: listCommand,
  },
  {
    name: 'show',
    group: LOOK,
    summary: 'show everything about an item',
    module: showCommand,
  },
  {
    name: 'search',
    group: LOOK,
    summary: 'find the items and events that hold a text',
    module: searchCommand,
  },
  {
    name: 'log',
    group: LOOK,
    summary: 'show the events of all items, newest first',
    module: logCommand,
  },
  {
    name: 'history',
    group: LOOK,
    summary: 'show which commit changed what of an item',
    module: historyCommand,
  },
  {
    name: 'comment',
    group: WRITE,
    summary: 'add a comment',
    module: comment,
  },
  {
    name: 'plan',
    group: WRITE,
    summary: 'add a plan',
    module: plan,
  },
  {
    name: 'decide',
    group: WRITE,
    summary: 'add a decision',
    module: decide,
  },
  {
    name: 'report',
    group: WRITE,
    summary: 'add an implementation report',
    module: report,
  },
  {
    name: 'review',
    group: WRITE,
    summary: 'approve, or request changes',
    module: review,
  },
  {
    name: 'edit',
    group: WRITE,
    summary: 'change fields or the body of an item',
    module: editCommand,
  },
  {
    name: 'redact',
    group: WRITE,
    summary: 'take a leaked secret out of an event',
    module: redactCommand,
  },
  {
    name: 'claim',
    group: MOVE,
    summary: 'take an item that nobody has',
    module: claimCommand,
  },
  {
    name: 'unclaim',
    group: MOVE,
    summary: 'give an item back',
    module: unclaimCommand,
  },
  {
    name: 'status',
    group: MOVE,
    summary: 'move an item to open, pending or closed',
    module: status,
  },
  {
    name: 'close',
    group: MOVE,
    summary: 'close an item with a resolution',
    module: closeCommand,
  },
  {
    name: 'reopen',
    group: MOVE,
    summary: 'open a closed item again',
    module: reopenCommand,
  },
  {
    name: 'doctor',
    group: CHECK,
    summary: 'check the whole tree',
    module: doctor,
  },
  {
    name: 'unlock',
    group: CHECK,
    summary: 'show who holds the lock, and remove it if nobody does',
    module: unlockCommand,
  },
  {
    name: 'migrate',
    group: CARRY,
    summary: 'make items of TODO.md and its tickets',
    module: migrateCommand,
  },
  {
    name: 'export',
    group: CARRY,
    summary: 'print everything as one JSON or CSV document',
    module: exportCommand,
  },
  {
    name: 'import',
    group: CARRY,
    summary: 'bring an export into a tree',
    module: importCommand,
  },
  {
    name: 'verify',
    group: CHECK,
    summary: 'prove that the logs only grew',
    module: verifyCommand,
  },
  {
    name: 'sync',
    group: MERGE,
    summary: 'merge with the branch that this one follows, and push',
    module: syncCommand,
  },
  {
    name: 'resolve',
    group: MERGE,
    summary: 'settle the items in a merge',
    module: resolveCommand,
  },
  {
    name: 'merge-driver',
    group: MERGE,
    summary: 'merge one file, as git calls it',
    module: mergeDriverCommand,
  },
];
