import { resolve } from 'node:path';
import { openWorkspace } from './api/workspace.ts';
import type { CommandContext, GlobalOptions, Outcome } from './commands/command-module.ts';
import type { Request } from './commands/program.ts';
import { type Ending, endingOf } from './ending.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { inBatches } from './in-batches.ts';
import { printJson } from './print-json.ts';
import { harmlessLine, harmlessOutput, harmlessText } from './render/harmless.ts';
import { loadTheme, wantsColor } from './render/theme.ts';
import type { View } from './render/view.ts';
import { writeOutput } from './store/write-output.ts';
import type { CommandIo, Io } from './terminal/io.ts';
import { type Progress, startProgress } from './terminal/progress.ts';

/** Runs a command and prints what it did, or why it could not. */
export async function carryOut(request: Extract<Request, { type: 'run' }>, io: Io): Promise<Ending> {
  const { module, args, options, global } = request;
  const exitCode = module.exitCode ?? exitCodeOf;
  const progress = startProgress({
    get stderr() {
      return io.stderr;
    },
    env: io.env,
    isQuiet: global.json === true || global.quiet === true,
  });
  try {
    const outcome = await module.run(createContext(io, global, progress), args, options);
    progress.clear();
    await print(outcome, io, global);
    return endingOf(outcome.exitCode ?? EXIT.done, exitCode);
  } catch (error) {
    progress.clear();
    const { printError } = await import('./print-error.ts');
    return endingOf(await printError(error, io, global, exitCode), exitCode);
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
    const theme = await loadTheme(
      wantsColor({ option: global.color, env: io.env, isTerminal: io.stderr.isTTY === true }),
    );
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

async function createView(io: Io, global: GlobalOptions): Promise<View> {
  const isTerminal = io.stdout.isTTY === true;
  return {
    theme: await loadTheme(wantsColor({ option: global.color, env: io.env, isTerminal })),
    width: isTerminal ? io.stdout.columns || 80 : 80,
    isTerminal,
    now: io.now(),
  };
}
