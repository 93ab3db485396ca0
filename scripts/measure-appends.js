// What an append costs beyond starting the program and one fsync, on a log of 10 events and on one of 10,000.
import { spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { median, timeRounds } from './time-rounds.js';

/** The lines of a report. */
export function measureAppends(program, rounds) {
  const home = mkdtempSync(join(tmpdir(), 'tickets-bench-'));
  try {
    const root = join(home, 'work-items');
    const ids = [10, 10_000].map((events, index) => makeItemWithEvents(root, index, events));
    const author = ['--author', 'bench', '-q', '--root', root];
    const comment = (id) => [process.execPath, program, 'comment', id, '-m', 'Text.', ...author];
    // The first of our own events on a log without ids reads all of it, once.
    for (const id of ids) spawnSync(process.execPath, comment(id).slice(1));
    const times = timeRounds(
      {
        'start-up (unlock)': () => [process.execPath, program, 'unlock', '--root', root],
        'comment, 10 events': () => comment(ids[0]),
        'comment, 10,000 events': () => comment(ids[1]),
      },
      rounds * 2,
    );
    const sync = timeFsync(join(home, 'file'), rounds * 2);
    const start = median(times['start-up (unlock)']);
    const rows = Object.entries(times)
      .slice(1)
      .map(([name, list]) => `| ${name} | ${median(list).toFixed(1)} | ${(median(list) - start - sync).toFixed(1)} |`);
    return [
      '## Appends',
      '',
      `Start-up ${start.toFixed(1)} ms, one fsync ${sync.toFixed(2)} ms.`,
      '',
      '| command | median ms | beyond start-up and one fsync, ms |',
      '|---|---|---|',
      ...rows,
    ];
  } finally {
    rmSync(home, { recursive: true });
  }
}

function makeItemWithEvents(root, index, events) {
  const id = `20260601-09000${index}-log-of-${events}`;
  const directory = join(root, 'open', id);
  mkdirSync(directory, { recursive: true });
  const at = '2026-06-01T09:00:00Z';
  writeFileSync(join(directory, 'item.md'), `---\nid: ${id}\nstatus: open\nupdated_at: ${at}\n---\n\nText.\n`);
  const event = `<!-- event: comment author: bench at: ${at} -->\n\n## Comment\n\nSome text.\n\n---\n`;
  writeFileSync(join(directory, 'thread.md'), Array(events).fill(event).join('\n'));
  return id;
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
