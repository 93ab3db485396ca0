// Loaded into the program before it starts: its n-th step that changes anything (FAULT_AT) is a kill, or an error of the
// disk (FAULT=EIO).
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const at = Number(process.env.FAULT_AT);
let steps = 0;

function strike(name) {
  steps += 1;
  if (steps !== at) return;
  if (process.env.FAULT !== 'EIO') process.kill(process.pid, 'SIGKILL');
  throw Object.assign(new Error(`EIO: i/o error, ${name}`), { code: 'EIO' });
}

// A run in which nothing struck had no such step any more; an error that is tolerated lets a run end well.
const { writeSync } = fs;
process.on('exit', () => {
  if (steps < at) writeSync(2, 'nothing struck\n');
});

const MUTATING = ['writeSync', 'renameSync', 'mkdirSync', 'unlinkSync', 'rmSync', 'rmdirSync', 'linkSync', 'writeFileSync'];
for (const name of MUTATING) {
  const original = fs[name];
  fs[name] = (...args) => {
    strike(name);
    return original(...args);
  };
}
const { openSync } = fs;
fs.openSync = (path, flags, ...rest) => {
  if (flags === 'wx') strike('openSync');
  return openSync(path, flags, ...rest);
};
const { spawnSync } = childProcess;
childProcess.spawnSync = (command, args, ...rest) => {
  const changes = ['hash-object', 'update-index'].some((word) => args.includes(word));
  if (changes) strike('spawnSync');
  return spawnSync(command, args, ...rest);
};
syncBuiltinESMExports();
