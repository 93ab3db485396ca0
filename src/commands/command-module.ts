import type { Command } from 'commander';
import type { JsonShape } from '../api/json-shapes.ts';
import type { ListResult } from '../api/list.ts';
import type { Workspace } from '../api/workspace.ts';
import type { View } from '../render/view.ts';
import type { WrittenList } from '../render/written-list.ts';
import type { CommandIo } from '../terminal/io.ts';
import type { ErrorCode } from '../tickets/tickets-error.ts';

/** The options that every command has. */
export interface GlobalOptions {
  root?: string;
  json?: boolean;
  quiet?: boolean;
  color?: boolean;
  /** How long a writing command waits for another one, in milliseconds. */
  lockTimeout?: number;
}

export interface CommandContext {
  io: CommandIo;
  global: GlobalOptions;
  /** Told how far long work is; a terminal shows it. What `workspace` gives tells it by itself. */
  onProgress: (done: number, total: number) => void;
  /** Finds the root; throws where there is none. */
  workspace: () => Workspace;
}

/** The answer of `list`, with its items written out. */
export type ListInText = Omit<ListResult, 'items'> & { items: WrittenList };

type Text = string | Iterable<string | Uint8Array>;

/** What a command did, for programs and for people. Nothing is printed by the command itself. */
export interface Outcome {
  /** The answer to `--json`, less its `schemaVersion`. */
  json: JsonShape | ListInText;
  /**
   * What people and pipes get on stdout, in pieces of whole lines where it may be long; the last gate makes it harmless, one-line
   * values the renderer. Bytes are printed as they are: their renderer has made all of them harmless.
   */
  text?: (view: View) => Text | Promise<Text>;
  /** In a pipe `text` is a table for programs, in which C1 characters are data. */
  tableInPipe?: true;
  /** Bytes for stdout as they are, in place of `text`. */
  raw?: Buffer;
  /** One line on stderr about what was done, unless `--quiet`. */
  message?: string;
  /** Files that the command line named for output, each with its text. */
  files?: { path: string; text: (view: View) => string }[];
  /** Lines on stderr about what was met on the way. */
  warnings?: string[];
  exitCode?: number;
}

export interface Example {
  command: string;
  explains: string;
}

/** One command: how it is called, and what it does. */
export interface CommandModule {
  /** It may take the lock: it has `--lock-timeout`. */
  writes?: true;
  define: (command: Command) => void;
  /** Shown at the end of the help, and run by a test. */
  examples: readonly Example[];
  /** The exit code of an error, where it is another than for most commands. */
  exitCode?: (code: ErrorCode) => number;
  run: (context: CommandContext, args: (string | undefined)[], options: Record<string, unknown>) => Promise<Outcome>;
}
