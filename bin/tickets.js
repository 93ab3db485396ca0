#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/main.js', import.meta.url);
if (existsSync(program)) {
  const { main } = await import(program.href);
  const { stdout, stderr, env } = process;
  process.exitCode = await main(process.argv.slice(2), {
    // Opened only when it is read: just asking for it costs milliseconds.
    get stdin() {
      return process.stdin;
    },
    stdout,
    stderr,
    env,
    cwd: workingDirectory(),
    now: () => new Date(env.TICKETS_NOW ?? Date.now()),
  });
} else {
  process.stderr.write('error: tickets is not built here\nhint: run `npm ci` (or `npm run build`) in its directory\n');
  process.exitCode = 3;
}

/** A directory that was removed under the shell has no name; nothing is found from it, and that is told like any other. */
function workingDirectory() {
  try {
    return process.cwd();
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return process.env.PWD ?? '/';
  }
}
