// What an append costs beyond starting the program and one fsync, on a log of 10 events and on one of 10,000.
import { spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { median } from './time-rounds.js';

/**
 * The least that an append by this protocol is, in bare Node: the system calls for the lock, the item, the end of its log,
 * the new item.md beside the old one, and the event. Nothing is parsed, checked or looked for.
 */
const LEAST = `const fs=require('fs'),[root,dir,isIdle]=process.argv.slice(1),lock=root+'/.lock';
if(!isIdle){const put=(path,flag,text,sync)=>{const f=fs.openSync(path,flag);fs.writeSync(f,text);if(sync)fs.fsyncSync(f);fs.closeSync(f)};
put(lock+'.x','wx','{}');fs.linkSync(lock+'.x',lock);fs.unlinkSync(lock+'.x');
const end=Buffer.allocUnsafe(16384),f=fs.openSync(dir+'/thread.md'),{size}=fs.fstatSync(f);fs.readSync(f,end,0,16384,Math.max(0,size-16384));fs.closeSync(f);
const at=new Date().toISOString().slice(0,19)+'Z',item=fs.readFileSync(dir+'/item.md','latin1').replace(/updated_at: .*/,'updated_at: '+at);
put(root+'/.x','wx',item,true);put(dir+'/thread.md','a','\\n<!-- event: comment author: b at: '+at+' -->\\n\\n## Comment\\n\\nText.\\n\\n---\\n',true);
fs.renameSync(root+'/.x',dir+'/item.md');fs.unlinkSync(lock)}`;

/**
 * The lines of a report: medians and minima of interleaved runs. Start-up is that of the same command with options that it refuses at once: all
 * of it is loaded then, and nothing is looked at.
 */
export function measureAppends(program, rounds) {
  const home = mkdtempSync(join(tmpdir(), 'tickets-bench-'));
  try {
    const root = join(home, 'work-items');
    const [short, long] = [10, 10_000].map((events, index) => makeItem(root, index, events));
    const options = ['--author', 'bench', '-q', '--root', root];
    // Each says something else: the same within a second is looked for among what was said before.
    let said = 0;
    const comment = (id) => {
      said += 1;
      return [program, 'comment', id, '-m', `Text ${said}.`, ...options];
    };
    // The first of our own events on a log without ids reads all of it, once.
    for (const id of [short, long]) run(comment(id));
    const least = ['-e', LEAST, root, join(root, 'open', short)];
    const commands = {
      'node -e 0': { args: () => ['-e', '0'] },
      'start-up in bare Node': { args: () => [...least, 'idle'] },
      'its system calls in bare Node': { args: () => least, start: 'start-up in bare Node' },
      'start-up (comment, refused)': { args: () => [...comment(short), '--file', 'both', '--json'], exitCode: 2 },
      'comment, 10 events': { args: () => comment(short), start: 'start-up (comment, refused)' },
      'comment, 10,000 events': { args: () => comment(long), start: 'start-up (comment, refused)' },
    };
    const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, { args, exitCode = 0 }] of Object.entries(commands)) times[name].push(run(args(), exitCode));
    }
    return report(commands, times, timeFsync(join(home, 'file'), rounds));
  } finally {
    rmSync(home, { recursive: true });
  }
}

function report(commands, times, sync) {
  const over = (what, name, { start }) =>
    start === undefined ? '' : (what(times[name]) - what(times[start]) - sync).toFixed(1);
  return [
    '## Appends',
    '',
    `One fsync takes ${sync.toFixed(2)} ms.`,
    '',
    '| command | median ms | least ms | beyond start-up and one fsync, median | least |',
    '|---|---|---|---|---|',
    ...Object.entries(commands).map(([name, command]) => {
      const [middle, low] = [median, least].map((what) => what(times[name]).toFixed(1));
      return `| ${[name, middle, low, over(median, name, command), over(least, name, command)].join(' | ')} |`;
    }),
  ];
}

function makeItem(root, index, events) {
  const id = `20260601-09000${index}-log-of-${events}`;
  const directory = join(root, 'open', id);
  mkdirSync(directory, { recursive: true });
  const at = '2026-06-01T09:00:00Z';
  writeFileSync(join(directory, 'item.md'), `---\nid: ${id}\nstatus: open\nupdated_at: ${at}\n---\n\nText.\n`);
  const event = `<!-- event: comment author: bench at: ${at} -->\n\n## Comment\n\nSome text.\n\n---\n`;
  writeFileSync(join(directory, 'thread.md'), Array(events).fill(event).join('\n'));
  return id;
}

function run(args, expected = 0) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== expected) throw new Error(`${args.join(' ')} failed: ${stderr}`);
  return performance.now() - start;
}

function timeFsync(path, times) {
  const file = openSync(path, 'a');
  const list = Array.from({ length: times }, () => {
    writeSync(file, 'Some text.\n');
    const start = performance.now();
    fsyncSync(file);
    return performance.now() - start;
  });
  closeSync(file);
  return median(list);
}

function least(values) {
  return Math.min(...values);
}
