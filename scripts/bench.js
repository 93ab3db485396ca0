// Measures whole commands as ratios to bare Node in one run, so that the machine's speed and its noise cancel out.
//
//   npm run bench                 trees of 100, 1,000 and 10,000 items, 15 rounds
//   npm run bench -- 100 10000    other sizes
//   npm run bench -- --rounds 40  more rounds
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { loadSources } from './load-sources.js';
import { makeTree } from './make-tree.js';
import { measureAppends } from './measure-appends.js';
import { measureInsight } from './measure-insight.js';
import { measureVerify } from './measure-verify.js';

const { startProgress } = await loadSources("export { startProgress } from './src/terminal/progress.ts';");
const TICKETS = fileURLToPath(new URL('../bin/tickets.js', import.meta.url));
const { sizes, rounds } = readArguments(process.argv.slice(2));

// Reads what a list has to read, and does nothing with it: the least that any program in Node can take.
const READ_ITEMS = `const fs=require('fs');for(const s of fs.readdirSync(process.argv[1]))if(!s.startsWith('.'))for(const d of fs.readdirSync(process.argv[1]+'/'+s))fs.readFileSync(process.argv[1]+'/'+s+'/'+d+'/item.md')`;
const READ_ALL = READ_ITEMS.replace(
  /fs\.readFileSync\(.*$/,
  `for(const f of ['item.md','thread.md'])fs.readFileSync(process.argv[1]+'/'+s+'/'+d+'/'+f)`,
);
// What doctor has to read: the three or four files of each item, and nothing else …
const READ_FILES = READ_ALL.replace(
  /for\(const f of .*$/,
  `for(const f of s==='closed'?['item.md','thread.md','resolution.md','digest.json']:['item.md','thread.md'])fs.readFileSync(process.argv[1]+'/'+s+'/'+d+'/'+f)`,
);
// … and the same with the directories, without which no check sees a stray file.
const READ_TREE = `const fs=require('fs'),r=process.argv[1],o={withFileTypes:true};for(const s of fs.readdirSync(r))if(!s.startsWith('.'))for(const d of fs.readdirSync(r+'/'+s)){const p=r+'/'+s+'/'+d;for(const e of fs.readdirSync(p,o))if(e.isDirectory())fs.readdirSync(p+'/'+e.name,o);else fs.readFileSync(p+'/'+e.name)}`;
const FILES = "node reading doctor's files";
const TREE = "node reading doctor's files and directories";

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${rounds} rounds, interleaved`,
);
for (const size of sizes) {
  const home = mkdtempSync(join(tmpdir(), 'tickets-bench-'));
  try {
    measure(size, join(home, 'work-items'));
  } finally {
    rmSync(home, { recursive: true });
  }
}

measureAppends(TICKETS, rounds * 2);
measureVerify(TICKETS, rounds);
await measureInsight(TICKETS, rounds);

function timeRounds(commands, count) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  const runs = count * Object.keys(commands).length;
  const progress = startProgress({ stderr: process.stderr, env: process.env, isQuiet: false, what: 'runs' });
  let done = 0;
  for (let round = 0; round < count; round += 1) {
    for (const [name, args] of Object.entries(commands)) {
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      times[name].push(performance.now() - start);
      if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
      done += 1;
      progress.report(done, runs);
    }
  }
  progress.clear();
  return times;
}

function measure(size, root) {
  const id = makeTree(root, size);
  // Items that commands closed have seals.
  spawnSync(process.execPath, [TICKETS, 'doctor', '--fix', '--root', root], { stdio: 'ignore' });
  const tickets = (...args) => [TICKETS, '--root', root, ...args];
  const author = ['--author', 'bench', '-q'];
  const commands = {
    'node -e 0': ['-e', '0'],
    'node reading every item.md': ['-e', READ_ITEMS, root],
    'node reading every item.md and thread.md': ['-e', READ_ALL, root],
    [FILES]: ['-e', READ_FILES, root],
    [TREE]: ['-e', READ_TREE, root],
    '--version': [TICKETS, '--version'],
    '--help': [TICKETS, '--help'],
    'show ID': tickets('show', id),
    'show SLUG': tickets('show', id.slice(16)),
    'show PREFIX': tickets('show', id.slice(0, 15)),
    'review ID': tickets('review', id, '--approve', '-m', 'Fine.', ...author),
    'edit ID': tickets('edit', id, '--priority', 'P1', ...author),
    new: tickets('new', 'A new item', '-m', 'Text.', ...author),
    list: tickets('list'),
    'list --status all': tickets('list', '--status', 'all'),
    'list --status all --json': tickets('list', '--status', 'all', '--json'),
    'search RARE': tickets('search', `number ${size - 1} `),
    'log --limit 20': tickets('log', '--limit', '20'),
    doctor: tickets('doctor'),
  };
  const times = timeRounds(commands, rounds);
  const bare = median(times['node -e 0']);
  console.log(`\n${size} items, ratios to bare Node (${bare.toFixed(1)} ms)\n`);
  console.log('| command | ratio | median ms | spread (10–90 %) | peak MB |\n|---|---|---|---|---|');
  for (const [name, list] of Object.entries(times)) {
    const sorted = [...list].sort((a, b) => a - b);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0);
    console.log(
      `| ${name} | ${(median(list) / bare).toFixed(2)} | ${median(list).toFixed(1)} | ${at(0.1)}–${at(0.9)} | ${peakMemory(commands[name])} |`,
    );
  }
  const doctor = median(times.doctor);
  const [files, tree] = [FILES, TREE].map((name) => (doctor / median(times[name])).toFixed(2));
  console.log(`\ndoctor takes ${files} times as long as reading its files, ${tree} times as long with the directories`);
}

/** The most memory that a command ever had, in a run of its own. */
function peakMemory(args) {
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

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function readArguments(args) {
  const at = args.indexOf('--rounds');
  const rounds = at < 0 ? 15 : Number(args[at + 1]);
  const rest = at < 0 ? args : args.toSpliced(at, 2);
  const sizes = rest.length === 0 ? [100, 1_000, 10_000] : rest.map(Number);
  if (![rounds, ...sizes].every((value) => Number.isSafeInteger(value) && value > 0)) {
    console.error('error: sizes and rounds are whole numbers');
    process.exit(2);
  }
  return { sizes, rounds };
}
