#!/usr/bin/env node
// CommonJS, see package.json here: to load one ES module takes Node longer than most of our commands take.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '../dist/program/main.cjs');
if (existsSync(program)) {
  require(program).start();
} else {
  process.stderr.write('error: tickets is not built here\nhint: run `npm ci` (or `npm run build`) in its directory\n');
  process.exitCode = 3;
}
