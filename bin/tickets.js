#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/main.js', import.meta.url);
if (existsSync(program)) {
  const { main } = await import(program.href);
  const { stdin, stdout, stderr, env } = process;
  const io = {
    get stdin() {
      return stdin;
    },
    stdout,
    stderr,
    env,
    cwd: process.cwd(),
    now: () => new Date(env.TICKETS_NOW ?? Date.now()),
  };
  process.exitCode = await main(process.argv.slice(2), io);
} else {
  process.stderr.write('error: tickets is not built here\nhint: run `npm ci` (or `npm run build`) in its directory\n');
  process.exitCode = 3;
}
