// Leaves V8's code of the program's files beside them, for the Node that runs this: `node write-code-cache.js FOLDER`.
// Commands are run first, so that the code of what they need is in it, and of nothing else. Each is run in a process of
// its own: `node write-code-cache.js FOLDER COMMAND PROJECT`.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';

/** Loaded by Node itself, or by few commands and for their data. */
const WITHOUT = ['main', 'terminal', 'any-ascii'];
const AUTHOR = ['--author', 'build'];
const ID = '20260601-090000-one-of-two';
const ALL = 'every';

/** What is done with the commands that many ask for. Each has code of its own; the rest have that of all these. */
const USES = {
  new: async (tickets) => {
    await tickets('new', 'One: more', '-m', 'Text.', '--label', 'a,b', ...AUTHOR);
    await tickets('new', 'The last', ...AUTHOR);
  },
  show: async (tickets) => {
    for (const ref of [ID, 'one-of-two', ID.slice(0, -1)]) await inBoth(tickets, 'show', ref);
  },
  list: (tickets) => inBoth(tickets, 'list', '--status', 'all'),
  search: (tickets) => inBoth(tickets, 'search', 'other'),
  log: (tickets) => inBoth(tickets, 'log', '--limit', '20'),
  comment: (tickets) => tickets('comment', ID, '-m', 'Text.', ...AUTHOR),
  plan: (tickets) => tickets('plan', ID, '-m', 'Text.', ...AUTHOR),
  decide: (tickets) => tickets('decide', ID, '-m', 'Text.', ...AUTHOR),
  review: (tickets) => tickets('review', ID, '--approve', '-m', 'Text.', ...AUTHOR),
  edit: (tickets) => tickets('edit', ID, '--priority', 'P1', ...AUTHOR),
  claim: (tickets) => tickets('claim', ID, ...AUTHOR),
  status: (tickets) => tickets('status', ID, 'pending', ...AUTHOR),
  reopen: async (tickets) => {
    await tickets('close', ID, '-m', 'Text.', ...AUTHOR);
    await tickets('reopen', ID, '-m', 'Text.', ...AUTHOR);
  },
  close: (tickets) => tickets('close', ID, '-m', 'Text.', ...AUTHOR),
  doctor: (tickets) => inBoth(tickets, 'doctor'),
  verify: async (tickets) => {
    if (!commitAll()) return;
    await tickets('comment', ID, '-m', 'Text.', ...AUTHOR);
    commitAll();
    await inBoth(tickets, 'verify', '--base', 'HEAD~1');
  },
};

const folder = resolve(process.argv[2]);
const [command, project] = process.argv.slice(3);
// doctor sets V8's flags for itself; code that was made under other flags than the next process has is not taken there.
v8.setFlagsFromString = () => undefined;
const { main, loaded, thisNode, compile, run } = createRequire(`${folder}/`)('./main.cjs');
const scripts = new Map();
loaded.get = (name) => {
  if (!loaded.has(name) && !WITHOUT.includes(name)) {
    const path = `${folder}/${name}.cjs`;
    const source = readFileSync(path);
    const script = compile(path, source);
    scripts.set(name, { source, script });
    loaded.set(name, run(script, path));
  }
  return Map.prototype.get.call(loaded, name);
};
if (command === undefined) await writeAll();
else if (command === ALL) await writeCodeOfAll();
else await writeCodeOf(command);

async function writeAll() {
  const home = mkdtempSync(join(tmpdir(), 'tickets-build-'));
  try {
    const sample = join(home, 'sample');
    await makeProject(sample);
    const waiting = [ALL, ...Object.keys(USES)];
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        cpSync(sample, join(home, next), { recursive: true });
        const args = [fileURLToPath(import.meta.url), folder, next, join(home, next)];
        const [exitCode] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
        if (exitCode !== 0) throw new Error(`the code of ${next} could not be made`);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
  } finally {
    rmSync(home, { recursive: true });
  }
}

async function makeProject(path) {
  mkdirSync(path);
  const tickets = ticketsIn(path, new Date('2026-06-01T09:00:00Z'));
  await tickets('init');
  await tickets('new', 'One of two', '-m', 'Text.', '--label', 'a,b', ...AUTHOR);
  await tickets('new', 'The other', '-m', 'Text.', ...AUTHOR);
  await tickets('comment', ID, '-m', 'Text.', ...AUTHOR);
}

async function writeCodeOfAll() {
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.cjs')) loaded.get(file.slice(0, -'.cjs'.length));
  }
  const tickets = ticketsIn(project);
  await inBoth(tickets, '--help');
  for (const use of Object.values(USES)) await use(tickets);
  writeCode(`${folder}/code`);
}

async function writeCodeOf(command) {
  await USES[command](ticketsIn(project));
  writeCode(`${folder}/code/${command}`);
}

function writeCode(target) {
  mkdirSync(target, { recursive: true });
  for (const [name, { source, script }] of scripts) {
    writeFileSync(`${target}/${name}.cache`, Buffer.concat([thisNode(), source, script.createCachedData()]));
  }
}

/** What runs a command in a project: values are those of a command line. */
function ticketsIn(cwd, time) {
  return async (...argv) => {
    let text = '';
    const sink = { on: () => undefined, write: (part) => (text += part), isTTY: false };
    const io = { stdin: process.stdin, stdout: sink, stderr: sink, env: {}, cwd, now: () => time ?? new Date() };
    const exitCode = await main(argv, io);
    if (exitCode !== 0) throw new Error(`tickets ${argv.join(' ')} failed: ${text}`);
  };
}

async function inBoth(tickets, ...argv) {
  for (const json of [[], ['--json']]) await tickets(...argv, ...json);
}

/** Commits the project; false where there is no git: then there is no code of what verify does. */
function commitAll() {
  // A hook that builds has variables that lead to its own repository.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const settings = ['user.name=build', 'user.email=build@example.org', 'commit.gpgSign=false'];
  const git = (...args) =>
    spawnSync('git', [...settings.flatMap((each) => ['-c', each]), ...args], { cwd: project, env });
  if (git('init', '--quiet').error) return false;
  git('add', '--all');
  return git('commit', '--quiet', '--no-verify', '--message', 'Build').status === 0;
}
