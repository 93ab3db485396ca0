#!/usr/bin/env node
// CommonJS, see package.json here: to load one ES module takes Node longer than most of our commands take.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '../dist/program/main.cjs');
if (existsSync(program)) {
  const { main } = require(program);
  const { env } = process;
  main(process.argv.slice(2), {
    // Opened only when it is read: just asking for it costs milliseconds.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env,
    cwd: workingDirectory(),
    now: () => new Date(env.TICKETS_NOW ?? Date.now()),
  }).then((exitCode) => {
    process.exitCode = exitCode;
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
