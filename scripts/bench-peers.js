// Other trackers on as many items, each with the nearest command of its own. They are asked for with --peers.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, spread, timeRounds } from './time-rounds.js';

const BODY =
  'A paragraph of plain text, as an item has it, that says what is to be done and why it matters.\n\n'.repeat(8);

/** Per peer: whether it is there, how its items are made in a directory, and what it is asked. */
const PEERS = {
  'Backlog.md': {
    isThere: () => spawnSync('backlog', ['--version']).status === 0,
    make: makeBacklog,
    commands: (size) => ({
      list: ['backlog', 'task', 'list', '--plain'],
      view: ['backlog', 'task', String(Math.ceil(size / 2)), '--plain'],
    }),
  },
  taskwarrior: {
    isThere: () => spawnSync('task', ['--version']).status === 0,
    make: makeTaskwarrior,
    commands: (size) => ({ list: ['task', 'list'], info: ['task', String(Math.ceil(size / 10)), 'info'] }),
  },
};

/** The lines of a report. What is not installed is said, and left out. */
export function measurePeers(program, root, size, rounds) {
  const lines = [
    `## Peers, ${size.toLocaleString('en')} items`,
    '',
    '| program | command | ratio to bare Node | median ms | 10–90 % |',
    '|---|---|---|---|---|',
  ];
  const own = {
    'node -e 0': () => [process.execPath, '-e', '0'],
    'tickets list': () => [process.execPath, program, 'list', '--root', root],
  };
  for (const [name, { isThere, make, commands }] of Object.entries(PEERS)) {
    if (!isThere()) {
      console.error(`note: ${name} is not installed: not measured`);
      continue;
    }
    const home = mkdtempSync(join(tmpdir(), 'tickets-peer-'));
    try {
      const env = { ...process.env, HOME: home, TASKRC: join(home, 'taskrc'), TASKDATA: join(home, 'task') };
      make(home, size, env);
      const words = Object.fromEntries(
        Object.entries(commands(size)).map(([what, each]) => [`${name} ${what}`, () => each]),
      );
      const times = timeRounds({ ...own, ...words }, Math.min(rounds, 7), { env, cwd: home });
      const bare = median(times['node -e 0']);
      for (const what of ['tickets list', ...Object.keys(words)]) {
        const list = times[what];
        lines.push(
          `| ${name} beside tickets | ${what} | ${(median(list) / bare).toFixed(2)} | ${median(list).toFixed(1)} | ${spread(list)} |`,
        );
      }
    } finally {
      rmSync(home, { recursive: true });
    }
  }
  return lines;
}

function makeBacklog(home, size, env) {
  run(home, env, 'git', ['init', '-q']);
  run(home, env, 'backlog', ['init', 'bench', '--defaults']);
  const tasks = join(home, 'backlog/tasks');
  mkdirSync(tasks, { recursive: true });
  for (let number = 1; number <= size; number += 1) {
    const status = number % 5 === 0 ? 'To Do' : 'Done';
    const front = `id: TASK-${number}\ntitle: Make number ${number} better\nstatus: ${status}\nassignee: []\ncreated_date: '2026-01-01 00:00'\nlabels:\n  - bench\ndependencies: []`;
    writeFileSync(
      join(tasks, `task-${number} - Make-number-${number}-better.md`),
      `---\n${front}\n---\n\n## Description\n\n${BODY}`,
    );
  }
}

function makeTaskwarrior(home, size, env) {
  writeFileSync(env.TASKRC, 'confirmation=off\nverbose=nothing\n');
  mkdirSync(env.TASKDATA);
  const items = Array.from({ length: size }, (_, index) => ({
    description: `Make number ${index} better`,
    status: index % 5 === 0 ? 'pending' : 'completed',
    entry: '20260101T000000Z',
    ...(index % 5 !== 0 && { end: '20260102T000000Z' }),
    tags: ['bench'],
    annotations: [{ entry: '20260101T000000Z', description: BODY.replaceAll('\n', ' ').trim() }],
  }));
  writeFileSync(join(home, 'items.json'), JSON.stringify(items));
  run(home, env, 'task', ['import', join(home, 'items.json')]);
}

function run(cwd, env, program, args) {
  const { status, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8', input: '' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stderr}`);
}
