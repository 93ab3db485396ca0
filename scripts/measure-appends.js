// What an append costs beyond starting the program and one fsync, on a log of 10 events and on one of 10,000.
import { spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** Prints medians and minima of interleaved runs. Start-up is that of a command that finds the root and writes nothing. */
export function measureAppends(program, rounds) {
  const home = mkdtempSync(join(tmpdir(), 'tickets-bench-'));
  try {
    const root = join(home, 'work-items');
    const [short, long] = [10, 10_000].map((events, index) => makeItem(root, index, events));
    const options = ['--author', 'bench', '-q', '--root', root];
    const comment = (id) => [program, 'comment', id, '-m', 'Text.', ...options];
    // The first of our own events on a log without ids reads all of it, once.
    for (const id of [short, long]) run(comment(id));
    const commands = {
      'node -e 0': ['-e', '0'],
      'start-up (unlock)': [program, 'unlock', '--root', root],
      'comment, 10 events': comment(short),
      'comment, 10,000 events': comment(long),
    };
    const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, args] of Object.entries(commands)) times[name].push(run(args));
    }
    print(times, timeFsync(join(home, 'file'), rounds));
  } finally {
    rmSync(home, { recursive: true });
  }
}

function print(times, sync) {
  const [bare, start] = Object.values(times);
  console.log(`\nAppends: one fsync takes ${sync.toFixed(2)} ms\n`);
  console.log(
    '| command | median ms | least ms | beyond start-up and one fsync, median | least | beyond node -e 0, median |',
  );
  console.log('|---|---|---|---|---|---|');
  for (const [name, list] of Object.entries(times)) {
    const over = (what, base) => (what(list) - what(base) - sync).toFixed(1);
    const beyond = list === bare || list === start ? ['', ''] : [over(median, start), over(least, start)];
    const overNode = list === bare ? '' : (median(list) - median(bare)).toFixed(1);
    console.log(`| ${[name, median(list).toFixed(1), least(list).toFixed(1), ...beyond, overNode].join(' | ')} |`);
  }
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

function run(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`);
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

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function least(values) {
  return Math.min(...values);
}
