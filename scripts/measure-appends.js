// What an append costs beyond starting the program and one fsync, on a log of 10 events and on one of 10,000.
import { spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { median } from './time-rounds.js';

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
    const comment = (id) => [program, 'comment', id, '-m', 'Text.', ...options];
    // The first of our own events on a log without ids reads all of it, once.
    for (const id of [short, long]) run(comment(id));
    const commands = {
      'node -e 0': ['-e', '0'],
      'start-up (comment, refused)': [...comment(short), '--file', 'both', '--json'],
      'comment, 10 events': comment(short),
      'comment, 10,000 events': comment(long),
    };
    const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, args] of Object.entries(commands))
        times[name].push(run(args, name.includes('refused') ? 2 : 0));
    }
    return report(times, timeFsync(join(home, 'file'), rounds));
  } finally {
    rmSync(home, { recursive: true });
  }
}

function report(times, sync) {
  const [bare, start] = Object.values(times);
  const over = (what, list, base) => (what(list) - what(base) - sync).toFixed(1);
  return [
    '## Appends',
    '',
    `One fsync takes ${sync.toFixed(2)} ms.`,
    '',
    '| command | median ms | least ms | beyond start-up and one fsync, median | least | beyond node -e 0, median |',
    '|---|---|---|---|---|---|',
    ...Object.entries(times).map(([name, list]) => {
      const isAppend = list !== bare && list !== start;
      const beyond = isAppend ? [over(median, list, start), over(least, list, start)] : ['', ''];
      const overNode = list === bare ? '' : (median(list) - median(bare)).toFixed(1);
      return `| ${[name, median(list).toFixed(1), least(list).toFixed(1), ...beyond, overNode].join(' | ')} |`;
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
