// Takes the lock again and again for some milliseconds, and is killed inside now and then; or, for 0 milliseconds, takes it
// once and keeps it. Arguments: the lock, the file that tells who is inside, the milliseconds.
import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { acquireLock, withLock } from '../../src/store/with-lock.ts';

const [lock = '', mark = '', duration = '0'] = process.argv.slice(2);
const end = Date.now() + Number(duration);

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Whether somebody else is inside: one who was killed there has left the mark. */
function enter(): boolean {
  try {
    const file = openSync(mark, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return false;
  } catch {
    let pid = read();
    // Killed before its name was written, or writing it.
    if (pid === '') pause(5);
    pid = read();
    const overlaps = pid === null || (pid !== '' && isAlive(Number(pid)));
    if (pid !== null) unlinkSync(mark);
    return overlaps || enter();
  }
}

function read(): string | null {
  try {
    return readFileSync(mark, 'utf8');
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that was killed and not yet waited for still has its pid.
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

if (Number(duration) === 0) {
  acquireLock(lock, { timeout: 1000 });
  process.stdout.write('held\n');
  process.stdin.resume();
} else {
  let sections = 0;
  while (Date.now() < end) {
    withLock(lock, { timeout: 20_000 }, () => {
      if (enter()) process.stdout.write('overlap\n');
      if (Math.random() < 0.3) pause(Math.random() * 3);
      if (Math.random() < 0.04) process.kill(process.pid, 'SIGKILL');
      unlinkSync(mark);
    });
    sections += 1;
    process.stdout.write('section\n');
    if (sections % 5 === 0) pause(Math.random() * 3);
  }
}
