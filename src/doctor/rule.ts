import type { CloneFacts } from '../tickets/clone-facts.ts';
import type { History } from '../tickets/history.ts';
import type { CheckedItem, ItemFacts, TreeLayout } from '../tickets/tree.ts';
import type { Ignore } from './doctor-config.ts';
import type { ExampleHistory, ExampleTree } from './example-tree.ts';
import type { Severity } from './finding.ts';
import type { Fix } from './fix.ts';
import type { LogFault } from './log-fault.ts';

/** A place in a file, 1-based. Without `line`: the whole file or directory. */
export interface Place {
  /** Relative to the root; a path into the project starts with `../`. */
  path: string;
  line?: number | undefined;
  column?: number | undefined;
  endLine?: number | undefined;
  endColumn?: number | undefined;
}

/** What a rule says of one place; the engine adds the rest of the finding. */
export interface Report extends Place {
  message: string;
  /** What to do about it, where it is more than the rule's own `help`. */
  help?: string | undefined;
  /** The item; the engine fills it in for reports of `checkItem`. */
  item?: string | undefined;
  fix?: Fix | undefined;
}

/** What a check knows beside the tree. */
export interface CheckContext {
  now: Date;
  /** The tree around the items: the names of all of them are there before the first is read. */
  layout: TreeLayout;
  /** What git remembers. A question costs a process: ask only about what is damaged or came from elsewhere. */
  history: History;
  /** Whether a draft in the tree, by its path, may be the work of a command that runs at this moment. */
  isInProgress: (path: string) => boolean;
}

/** The whole tree for rules that compare items. */
export interface CheckedTree {
  items: readonly ItemFacts[];
  layout: TreeLayout;
}

/**
 * One check: one file in rules/<group>/, named after its id, with its own documentation and examples. Pure: it sees
 * values, and reports; a repair is data too.
 */
export interface Rule {
  /** `group/name`, stable for ever. */
  id: string;
  /** error: data is wrong or lost. warning: legal, and surely not meant. hint: worth a look. */
  severity: Severity;
  /** One line: what is found. */
  summary: string;
  /** Why it matters, in a paragraph or two. */
  why: string;
  /** What to do about it, in one line. */
  help: string;
  /** The fix that reports of this rule may carry. */
  fix?: { safety: Fix['safety']; description: string };
  /** A tree with the fault, a tree without it, and where the finding must be. */
  bad: ExampleTree;
  good: ExampleTree;
  /** Of a rule that compares commits: the tree before both. */
  base?: ExampleTree;
  /** Whether the examples are in a repository of git. */
  inClone?: true;
  /** What git remembers in both examples; without it there is no repository. */
  history?: ExampleHistory;
  at: Place;
  checkItem?: (item: CheckedItem, context: CheckContext) => Report[];
  checkTree?: (tree: CheckedTree, context: CheckContext) => Report[];
  /** Asked after all others: the entries of `ignore` that fitted nothing. */
  checkIgnores?: (unused: readonly Ignore[]) => Report[];
  /** Asked where the tree is in a clone that someone works in. */
  checkClone?: (clone: CloneFacts) => Report[];
  /** Asked where commits are compared: what is wrong with the logs of the later one. */
  checkLog?: (faults: readonly LogFault[]) => Report[];
}
