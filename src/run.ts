import { resolve } from 'node:path';
import { type ErrorJson, type JsonDocument, type JsonShape, SCHEMA_VERSION } from './api/json-shapes.ts';
import { openWorkspace } from './api/workspace.ts';
import type { CommandContext, GlobalOptions, ListInText, Outcome } from './commands/command-module.ts';
import { parseCommandLine } from './commands/program.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { harmless, harmlessJsonParts, harmlessLine, harmlessOutput, harmlessText } from './render/harmless.ts';
import { loadTheme, wantsColor } from './render/theme.ts';
import type { View } from './render/view.ts';
import { writeOutput } from './store/write-output.ts';
import type { CommandIo, Io } from './terminal/io.ts';
import { type Progress, startProgress } from './terminal/progress.ts';
import { type ErrorCode, TicketsError } from './tickets/tickets-error.ts';

/** How many candidates an error names. */
const MOST_CANDIDATES = 10;

/** The exit code, and the one where what was to be printed could not be. */
export interface Ending {
  exitCode: number;
  unprinted: number;
}

/** Carries out a command line that is more than `--version`; see main(). */
export async function run(argv: readonly string[], io: Io): Promise<Ending> {
  let global: GlobalOptions = readGlobalOptions(argv);
  let exitCode = exitCodeOf;
  let progress: Progress | undefined;
  // A check that nobody can read has not checked; for every other command it is an error like any.
  const ending = (code: number): Ending => ({ exitCode: code, unprinted: Math.max(code, exitCode('file-system')) });
  try {
    if (Number.isNaN(io.now().getTime()))
      throw new TicketsError('usage', 'TICKETS_NOW is no time', 'like 2026-06-01T09:00:00Z');
    const request = await parseCommandLine(argv, () => io.stdout.columns || 80);
    if (request.type === 'help') {
      if (global.json) printJson(io, { help: request.text });
      else io.stdout.write(request.text);
      return ending(EXIT.done);
    }
    global = request.global;
    exitCode = request.module.exitCode ?? exitCodeOf;
    progress = startProgress({
      get stderr() {
        return io.stderr;
      },
      env: io.env,
      isQuiet: global.json === true || global.quiet === true,
    });
    const outcome = await request.module.run(createContext(io, global, progress), request.args, request.options);
    progress.clear();
    await print(outcome, io, global);
    return ending(outcome.exitCode ?? EXIT.done);
  } catch (error) {
    progress?.clear();
    return ending(await printError(error, io, global, exitCode));
  }
}

function createContext(io: Io, global: GlobalOptions, { report, clear }: Progress): CommandContext {
  const notice = (line: string): void => {
    clear();
    io.stderr.write(`${harmlessLine(line)}\n`);
  };
  const onWait = (owner: string): void => notice(`waiting for ${owner}, which is writing`);
  const commandIo: CommandIo = {
    get stdin() {
      return io.stdin;
    },
    get stdout() {
      return io.stdout;
    },
    get stderr() {
      return io.stderr;
    },
    env: io.env,
    cwd: io.cwd,
    now: io.now,
    notice,
  };
  return {
    io: commandIo,
    global,
    onProgress: report,
    workspace: () =>
      openWorkspace({
        root: global.root,
        cwd: io.cwd,
        env: io.env,
        now: io.now,
        lockTimeout: global.lockTimeout,
        onWait,
        onNotice: notice,
        onProgress: report,
      }),
  };
}

async function print(outcome: Outcome, io: Io, global: GlobalOptions): Promise<void> {
  const { json, text, tableInPipe, raw, message, warnings = [], files = [] } = outcome;
  for (const file of files) {
    const view: View = { theme: await loadTheme(false), width: 80, isTerminal: false, now: io.now() };
    writeOutput(resolve(io.cwd, file.path), harmlessOutput(file.text(view), false));
  }
  if (global.json) {
    printJson(io, json);
    return;
  }
  if (warnings.length > 0) {
    const theme = await loadTheme(wantsColor({ option: global.color, env: io.env, isTerminal: io.stderr.isTTY === true }));
    for (const warning of warnings) io.stderr.write(`${theme.warning('warning:')} ${harmlessLine(warning)}\n`);
  }
  if (raw !== undefined) {
    io.stdout.write(io.stdout.isTTY ? harmlessText(raw.toString()) : raw);
  } else if (text !== undefined) {
    const view = await createView(io, global);
    const shown = await text(view);
    const keepC1 = tableInPipe === true && !view.isTerminal;
    for (const part of typeof shown === 'string' ? [shown] : inBatches(shown)) {
      io.stdout.write(typeof part === 'string' ? harmlessOutput(part, keepC1) : part);
    }
  }
  if (message !== undefined && !global.quiet) io.stderr.write(`${harmlessLine(message)}\n`);
}

const BATCH = 64 * 1024;

/** Texts put together to ones that are worth a system call; bytes are. */
function* inBatches(parts: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  let batch = '';
  for (const part of parts) {
    if (typeof part === 'string' && part.length < BATCH) batch += part;
    else {
      if (batch !== '') yield batch;
      batch = '';
      yield part;
    }
    if (batch.length < BATCH) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}

function printJson(io: Io, shape: JsonShape | ListInText | ErrorJson): void {
  const document: JsonDocument<JsonShape | ListInText | ErrorJson> = { schemaVersion: SCHEMA_VERSION, ...shape };
  for (const part of inBatches(harmlessJsonParts(document))) io.stdout.write(part);
  io.stdout.write('\n');
}

async function createView(io: Io, global: GlobalOptions): Promise<View> {
  const isTerminal = io.stdout.isTTY === true;
  return {
    theme: await loadTheme(wantsColor({ option: global.color, env: io.env, isTerminal })),
    width: isTerminal ? io.stdout.columns || 80 : 80,
    isTerminal,
    now: io.now(),
  };
}

async function printError(
  error: unknown,
  io: Io,
  global: GlobalOptions,
  exitCodeFor: (code: ErrorCode) => number,
): Promise<number> {
  if (!(error instanceof TicketsError)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (global.json) {
      const message = error instanceof Error ? error.message : String(error);
      printJson(io, { error: { code: 'fault', message, hint: stack } });
    } else {
      io.stderr.write(`error: this is a fault of tickets itself; please report it\n${harmlessText(stack)}\n`);
    }
    return EXIT.fault;
  }
  const { code, message, hint, details } = error;
  const exitCode = exitCodeFor(code);
  if (global.json) {
    printJson(io, { error: { code, message, hint: hint ?? null, ...(details && { details }) } });
    return exitCode;
  }
  const theme = await loadTheme(wantsColor({ option: global.color, env: io.env, isTerminal: io.stderr.isTTY === true }));
  io.stderr.write(`${theme.error('error:')} ${harmlessLine(message)}\n`);
  for (const line of [...candidateLines(details), ...problemLines(details)]) io.stderr.write(`  ${line}\n`);
  if (hint !== undefined) io.stderr.write(`${theme.hint('hint:')} ${harmlessLine(hint)}\n`);
  return exitCode;
}

/** The items that an ambiguous reference fits, one a line. */
function candidateLines(details: Record<string, unknown> | undefined): string[] {
  if (!Array.isArray(details?.candidates)) return [];
  const candidates = harmless(details.candidates as { status: string; id: string; title: string }[]);
  const lines = candidates
    .slice(0, MOST_CANDIDATES)
    .map(({ status, id, title }) => harmlessLine(`${status}/${id}  ${title}`));
  const more = candidates.length - lines.length;
  return more > 0 ? [...lines, `… and ${more} more`] : lines;
}

/** What is in the way of a whole operation, where it is more than the one thing that the message names. */
function problemLines(details: Record<string, unknown> | undefined): string[] {
  if (!Array.isArray(details?.problems) || details.problems.length < 2) return [];
  const problems = details.problems as { message: string; hint: string }[];
  return problems.map(({ message, hint }) => harmlessLine(`${message}; ${hint}`));
}

/** The options that also decide how an error in the command line itself is told. */
function readGlobalOptions(argv: readonly string[]): GlobalOptions {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const color = words.includes('--no-color') ? false : words.includes('--color') ? true : undefined;
  return { json: words.includes('--json'), ...(color !== undefined && { color }) };
}
