// Measures whole commands in trees of several sizes, as ratios to bare Node and to the least that a program in Node has to
// read for the same answer, in one interleaved run: so the machine's speed and its noise cancel out.
//
//   npm run bench                       trees of 100, 1,000, 10,000 and 100,000 items
//   npm run bench -- 100 10000          other sizes
//   npm run bench -- --rounds 40        more rounds (default: 15; a fifth of them for more than 10,000 items)
//   npm run bench -- --peers            other trackers beside it, on the same items, where they are installed
//   npm run bench -- --write            also writes docs/benchmarks.md
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchCommands, hasRipgrep } from './bench-commands.js';
import { measurePeers } from './bench-peers.js';
import { makeTree } from './make-tree.js';
import { measureAppends } from './measure-appends.js';
import { measureInsight } from './measure-insight.js';
import { measureVerify } from './measure-verify.js';
import { median, spread, timeRounds } from './time-rounds.js';

const TICKETS = fileURLToPath(new URL('../bin/tickets.js', import.meta.url));
const REPORT = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));
/** Below that there is no open item to close beside the one that is shown. */
const SMALLEST = 10;
/** Trees that are measured in a fifth of the rounds. */
const LARGE = 20_000;

const { sizes, rounds, peers, write } = readArguments();
const lines = [];
const say = (...more) => {
  lines.push(...more);
  console.log(more.join('\n'));
};

say(
  '# Benchmarks',
  '',
  'Made by `npm run bench -- --write`, which measures whole processes, one after the other and round after round. A ratio',
  'says how many times as long the median run took as that of bare Node (`node -e 0`), or of a program in Node that reads',
  'what the command has to read and does nothing with it (the baseline). Ratios of one run can be compared; milliseconds',
  'of two machines cannot.',
  '',
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB. One item in five is open.`,
);
sayCertificates();
if (!hasRipgrep) console.error('note: ripgrep is not installed: search is not measured against it');
const growth = new Map();
for (const size of sizes) inTree(size, (root, middle) => measure(size, root, middle));
if (sizes.length > 1) sayGrowth();
say('', ...measureAppends(TICKETS, rounds * 2));
say('', ...measureVerify(TICKETS, rounds));
say('', ...(await measureInsight(TICKETS, rounds)));
if (peers)
  for (const size of sizes.filter((each) => each <= 1_000))
    say('', ...inTree(size, (root) => measurePeers(TICKETS, root, size, rounds)));
if (write) writeFileSync(REPORT, `${lines.join('\n')}\n`);

/** Node reads extra certificates at every start, which may take longer than all that it does otherwise. */
function sayCertificates() {
  const { NODE_EXTRA_CA_CERTS, ...without } = process.env;
  if (!NODE_EXTRA_CA_CERTS) return;
  const bare = (env) => median(timeRounds({ bare: () => [process.execPath, '-e', '0'] }, rounds, { env }).bare);
  const [as, clean] = [process.env, without].map(bare);
  say(
    '',
    `NODE_EXTRA_CA_CERTS is set: bare Node takes ${as.toFixed(1)} ms, and ${clean.toFixed(1)} without it. All ratios to bare Node would be higher there.`,
  );
}

function inTree(size, step) {
  const home = mkdtempSync(join(tmpdir(), 'tickets-bench-'));
  try {
    const root = join(home, 'work-items');
    const middle = makeTree(root, size);
    // Items that commands made and closed have valid titles and seals.
    spawnSync(process.execPath, [TICKETS, 'doctor', '--fix', '--root', root], { stdio: 'ignore' });
    return step(root, middle);
  } finally {
    rmSync(home, { recursive: true });
  }
}

function measure(size, root, middle) {
  const count = size > LARGE ? Math.max(3, Math.round(rounds / 5)) : rounds;
  const commands = benchCommands(TICKETS, root, middle, size);
  const words = Object.fromEntries(Object.entries(commands).map(([name, each]) => [name, each.words]));
  // Once for the disk's sake: what is measured is the program.
  timeRounds({ warm: words['every file and directory'] }, 1);
  const times = timeRounds(words, count);
  const medianOf = (name) => median(times[name]);
  const bare = medianOf('node -e 0');
  say(
    '',
    `## ${size.toLocaleString('en')} items`,
    '',
    `${count} rounds; bare Node took ${bare.toFixed(1)} ms.`,
    '',
    '| command | ratio to bare Node | bar | ratio to its baseline | baseline | median ms | 10–90 % | peak MB |',
    '|---|---|---|---|---|---|---|---|',
  );
  for (const [name, { baseline, bar }] of Object.entries(commands)) {
    const ratio = baseline === undefined ? null : medianOf(name) / medianOf(baseline);
    if (ratio !== null) growth.set(name, [...(growth.get(name) ?? []), { size, ratio }]);
    const cells = [
      (medianOf(name) / bare).toFixed(2),
      bar?.toFixed(1) ?? '',
      ratio?.toFixed(2) ?? '',
      baseline ?? '',
      medianOf(name).toFixed(1),
      spread(times[name]),
      name === 'ripgrep' ? '' : peakMemory(commands[name].words(count)),
    ];
    say(`| ${name} | ${cells.join(' | ')} |`);
  }
  const outOfReach = Object.entries(commands)
    .filter(([, { baseline, bar }]) => bar !== undefined && medianOf(baseline) > bar * bare)
    .map(([name]) => name);
  if (outOfReach.length > 0) say('', `Here the baseline alone takes longer than the bar: ${outOfReach.join(', ')}.`);
  if (hasRipgrep) {
    const share = medianOf('search RARE') / (2 * medianOf('ripgrep') + bare);
    say('', `search takes ${share.toFixed(2)} times as long as twice ripgrep and bare Node together.`);
  }
  const [files, tree] = ['every file of items', 'every file and directory'].map(
    (name) => medianOf('doctor') / medianOf(name),
  );
  say(
    '',
    `doctor takes ${files.toFixed(2)} times as long as reading every file, ${tree.toFixed(2)} times with the directories.`,
  );
}

/** How the ratios to the baselines grow with the tree. */
function sayGrowth() {
  const [small, large] = [sizes.at(-2), sizes.at(-1)].map((size) => size.toLocaleString('en'));
  say(
    '',
    `## From ${small} to ${large} items`,
    '',
    `| command | ratio to its baseline at ${small} | at ${large} | growth |`,
    '|---|---|---|---|',
  );
  for (const [name, ratios] of growth) {
    const [before, after] = ratios.slice(-2).map(({ ratio }) => ratio);
    const percent = Math.round((after / before - 1) * 100);
    say(`| ${name} | ${before.toFixed(2)} | ${after.toFixed(2)} | ${percent > 0 ? '+' : ''}${percent} % |`);
  }
}

/** The most memory that a Node process ever had, in a run of its own. */
function peakMemory([, ...args]) {
  const report = `process.on('exit',()=>require('fs').writeSync(3,String(process.resourceUsage().maxRSS)))`;
  const preload = [
    '--import',
    `data:text/javascript,import{createRequire}from'module';const require=createRequire('/');${encodeURIComponent(report)}`,
  ];
  const { output } = spawnSync(process.execPath, [...preload, ...args], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return Math.round(Number(output[3].toString()) / 1024);
}

function readArguments() {
  const options = { rounds: { type: 'string', default: '15' }, peers: { type: 'boolean' }, write: { type: 'boolean' } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const given = positionals.length === 0 ? [100, 1_000, 10_000, 100_000] : positionals.map(Number);
  const numbers = { sizes: given, rounds: Number(values.rounds) };
  const isFrom = (least, value) => Number.isSafeInteger(value) && value >= least;
  if (!isFrom(1, numbers.rounds) || !given.every((size) => isFrom(SMALLEST, size))) {
    console.error(`error: sizes are whole numbers from ${SMALLEST} on, rounds from 1`);
    process.exit(2);
  }
  return { ...numbers, peers: values.peers === true, write: values.write === true };
}
