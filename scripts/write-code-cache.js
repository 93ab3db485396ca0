// Leaves V8's code of the program's files beside them, for the Node that runs this: `node write-code-cache.js FOLDER`.
// Commands are run first, so that the code of what they need is in it, and of nothing else. Each is run in a process of
// its own: `node write-code-cache.js FOLDER COMMAND PROJECT`.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';

/** Loaded by Node itself, or by few commands and for their data. */
const WITHOUT = ['main', 'terminal', 'any-ascii'];
/** What few commands need a little of each: its code is by itself. */
const REST = 'more';
const ALL = 'every';
const AUTHOR = ['--author', 'build'];
const ID = '20260601-090000-one-of-two';

/**
 * What is done with the commands that many ask for, and the files that it takes. Each has V8's code of them as one text;
 * the others have that of all these, file by file.
 */
const USES = {
  show: {
    files: ['line', 'program'],
    use: async (tickets) => {
      for (const ref of [ID, 'one-of-two', ID.slice(0, -1)]) await inBoth(tickets, 'show', ref);
    },
  },
  list: looking('list', '--status', 'all'),
  search: looking('search', 'other'),
  log: looking('log', '--limit', '20'),
  // It needs so much of the rest that it is no gain.
  doctor: { files: null, use: (tickets) => inBoth(tickets, 'doctor') },
  verify: {
    files: ['line', 'verify', 'program'],
    use: async (tickets) => {
      if (!commitAll()) return;
      // In a process of its own: the code of that is not asked for.
      const start = `require(${JSON.stringify(`${folder}/main.cjs`)}).start()`;
      const comment = ['tickets', 'comment', ID, '-m', 'Text.', ...AUTHOR];
      const settings = { cwd: project, env: ownEnvironment(), stdio: ['ignore', 'inherit', 'pipe'] };
      execFileSync(process.execPath, ['-e', start, ...comment], settings);
      commitAll();
      await inBoth(tickets, 'verify', '--base', 'HEAD~1');
    },
  },
  new: writing(async (tickets) => {
    await tickets('new', 'One: more', '-m', 'Text.', '--label', 'a,b', ...AUTHOR);
    await tickets('new', 'The last', ...AUTHOR);
  }),
  comment: changing('comment', '-m', 'Text.'),
  plan: changing('plan', '-m', 'Text.'),
  decide: changing('decide', '-m', 'Text.'),
  review: changing('review', '--approve', '-m', 'Text.'),
  edit: changing('edit', '--priority', 'P1'),
  claim: changing('claim'),
  status: changing('status', 'pending'),
  reopen: writing(async (tickets) => {
    await tickets('close', ID, '-m', 'Text.', ...AUTHOR);
    await tickets('reopen', ID, '-m', 'Text.', ...AUTHOR);
  }),
  close: changing('close', '-m', 'Text.'),
};

function writing(use) {
  return { files: ['line', 'write', 'program'], use };
}

/** A command that changes one item, with what stands behind its id. */
function changing(name, ...rest) {
  return writing((tickets) => tickets(name, ID, ...rest, ...AUTHOR));
}

function looking(...argv) {
  return { files: ['line', 'many', 'program'], use: (tickets) => inBoth(tickets, ...argv) };
}

const folder = resolve(process.argv[2]);
const [command, project] = process.argv.slice(3);
// doctor sets V8's flags for itself; code that was made under other flags than the next process has is not taken there.
v8.setFlagsFromString = () => undefined;
const { main, loaded, thisNode, together, compile, run } = createRequire(`${folder}/`)('./main.cjs');
if (command === undefined) await writeAll();
else if (command === ALL) await writeCodeOfAll();
else await writeCodeOf(command);

async function writeAll() {
  const home = mkdtempSync(join(tmpdir(), 'tickets-build-'));
  try {
    const sample = join(home, 'sample');
    await makeProject(sample);
    mkdirSync(`${folder}/code`, { recursive: true });
    const waiting = [ALL, ...Object.keys(USES).filter((name) => USES[name].files !== null)];
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
  const scripts = new Map();
  loadWith((name) => {
    if (WITHOUT.includes(name)) return undefined;
    const source = readFileSync(`${folder}/${name}.cjs`);
    const script = compile(`${folder}/${name}.cjs`, source);
    scripts.set(name, { source, script });
    return script.runInThisContext();
  });
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.cjs')) loaded.get(file.slice(0, -'.cjs'.length));
  }
  const tickets = ticketsIn(project);
  await inBoth(tickets, '--help');
  for (const { use } of Object.values(USES)) await use(tickets);
  for (const [name, { source, script }] of scripts) {
    writeFileSync(`${folder}/code/${name}.cache`, codeFile(source, script));
  }
}

async function writeCodeOf(command) {
  const { files, use } = USES[command];
  const source = together(files.map((name) => readFileSync(`${folder}/${name}.cjs`)));
  const script = compile(`${folder}/code/${command}`, source);
  const parts = script.runInThisContext();
  const asked = new Set();
  loadWith((name) => {
    asked.add(name);
    return parts[files.indexOf(name)];
  });
  await use(ticketsIn(project));
  // It takes git, which is not here.
  if (asked.size === 0) return;
  const found = [...asked].filter((name) => ![...WITHOUT, REST].includes(name));
  if (found.toSorted().join() !== files.toSorted().join()) {
    throw new Error(`tickets ${command} needs ${found.join(', ')}, not ${files.join(', ')}`);
  }
  writeFileSync(
    `${folder}/code/${command}.together`,
    Buffer.concat([Buffer.from(`${files.join(' ')}\n`), codeFile(source, script)]),
  );
}

/** Has the program's files come from a function, by their names; the program loads those itself that it does not have. */
function loadWith(fileOf) {
  loaded.get = (name) => {
    const file = loaded.has(name) ? undefined : fileOf(name);
    if (file !== undefined) loaded.set(name, run(file, `${folder}/${name}.cjs`));
    return Map.prototype.get.call(loaded, name);
  };
}

function codeFile(source, script) {
  return Buffer.concat([thisNode(), source, script.createCachedData()]);
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

/** Commits the project; false where there is no git. */
function commitAll() {
  const env = ownEnvironment();
  const settings = ['user.name=build', 'user.email=build@example.org', 'commit.gpgSign=false'];
  const git = (...args) =>
    spawnSync('git', [...settings.flatMap((each) => ['-c', each]), ...args], { cwd: project, env });
  if (git('init', '--quiet').error) return false;
  git('add', '--all');
  return git('commit', '--quiet', '--no-verify', '--message', 'Build').status === 0;
}

/** Without the variables that lead to another repository, as a hook that builds has them, or to another root. */
function ownEnvironment() {
  const isElsewhere = ([name]) => /^(?:GIT|TICKETS|WORK_ITEMS)_/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter((variable) => !isElsewhere(variable)));
}
