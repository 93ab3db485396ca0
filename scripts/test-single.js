// Runs tests of whole CLI runs against dist-single/tickets.mjs, from a directory with nothing else in it.
// What needs more of a package than that is skipped, and says so.
// Usage: node scripts/test-single.js [TEST FILE OR DIRECTORY]...
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { project } from './bundle.js';

const named = process.argv.slice(2);
const tests = named.length > 0 ? named : ['test/cli', 'test/docs', 'test/terminal'];
const folder = mkdtempSync(join(tmpdir(), 'tickets-single-'));
// Some tests run the program as somebody else, to whom mkdtemp's folders are closed.
chmodSync(folder, 0o755);
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

run('scripts/build.js');
run('scripts/build-single.js');
// Elsewhere, so that it cannot find this project's node_modules.
const program = join(folder, 'tickets.mjs');
copyFileSync(`${project}dist-single/tickets.mjs`, program);
run('node_modules/vitest/vitest.mjs', ['run', ...tests], { TICKETS_BIN: program });

function run(script, args = [], env = {}) {
  const options = { cwd: project, stdio: 'inherit', env: { ...process.env, ...env } };
  const { status } = spawnSync(process.execPath, [script, ...args], options);
  if (status !== 0) process.exit(status ?? 1);
}
