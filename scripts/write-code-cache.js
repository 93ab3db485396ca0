// Leaves V8's code of the program's files beside them, for the Node that runs this: `node write-code-cache.js FOLDER`.
// The program is run first, so that the code of what commands need is in it, and of nothing else.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import v8 from 'node:v8';

/** Loaded by Node itself, or by few commands and for their data. */
const WITHOUT = ['main', 'terminal', 'any-ascii'];
// doctor sets V8's flags for itself; code that was made under other flags than the next process has is not taken there.
v8.setFlagsFromString = () => undefined;
const folder = resolve(process.argv[2]);
const { loaded, thisNode, compile, run } = createRequire(`${folder}/`)('./main.cjs');
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.cjs') ? [file.slice(0, -'.cjs'.length)] : []));
const scripts = names
  .filter((name) => !WITHOUT.includes(name))
  .map((name) => {
    const path = `${folder}/${name}.cjs`;
    const source = readFileSync(path);
    const script = compile(path, source);
    loaded.set(name, run(script, path));
    return { name, source, script };
  });
const project = mkdtempSync(join(tmpdir(), 'tickets-build-'));
try {
  await runCommands();
} finally {
  rmSync(project, { recursive: true });
}
for (const { name, source, script } of scripts) {
  writeFileSync(`${folder}/${name}.cache`, Buffer.concat([thisNode(), source, script.createCachedData()]));
}

async function runCommands() {
  const { main } = createRequire(`${folder}/`)('./main.cjs');
  const tickets = async (...argv) => {
    let text = '';
    const sink = { on: () => undefined, write: (part) => (text += part), isTTY: false };
    const io = { stdin: process.stdin, stdout: sink, stderr: sink, env: {}, cwd: project, now: () => new Date() };
    const exitCode = await main(argv, io);
    if (exitCode !== 0) throw new Error(`tickets ${argv.join(' ')} failed: ${text}`);
    return text.trim();
  };
  const author = ['--author', 'build'];
  await tickets('init');
  const id = await tickets('new', 'One: of two', '-m', 'Text.', '--label', 'a,b', ...author);
  await tickets('new', 'The other', '-m', 'Text.', ...author);
  await tickets('comment', id, '-m', 'Text.', ...author);
  await tickets('review', id, '--approve', '-m', 'Text.', ...author);
  await tickets('edit', id, '--priority', 'P1', ...author);
  await tickets('close', id, '-m', 'Text.', ...author);
  await tickets('reopen', id, '-m', 'Text.', ...author);
  for (const json of [[], ['--json']]) {
    await tickets('--help', ...json);
    await tickets('show', id, ...json);
    await tickets('show', id.slice(16), ...json);
    await tickets('list', '--status', 'all', ...json);
    await tickets('search', 'other', ...json);
    await tickets('log', '--limit', '20', ...json);
    await tickets('doctor', ...json);
  }
  if (!commitAll()) return;
  await tickets('comment', id, '-m', 'Text.', ...author);
  commitAll();
  for (const json of [[], ['--json']]) await tickets('verify', '--base', 'HEAD~1', ...json);
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
