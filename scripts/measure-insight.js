// What insight takes: of a sealed item with a long log, of 10,000 sealed items, and to fold a log of 10,000 events.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { makeTree } from './make-tree.js';
import { median } from './time-rounds.js';

const ITEMS = 10_000;
const EVENTS = 10_000;
/** As long as the texts of real logs: 1.8 KB an event. */
const TEXT = 'A line of plain text, as an event has it, that says what was done and why.\n'.repeat(22);
// What insight has to read of closed items, and nothing else.
const READ_DIGESTS = `const fs=require('fs'),c=process.argv[1]+'/closed';for(const d of fs.readdirSync(c))JSON.parse(fs.readFileSync(c+'/'+d+'/digest.json','utf8'))`;

/** The lines of a report: the medians of interleaved runs, and the three ratios. */
export async function measureInsight(program, rounds) {
  const home = mkdtempSync(join(tmpdir(), 'tickets-bench-'));
  try {
    const root = join(home, 'work-items');
    const [short, long] = [10, EVENTS].map((events, index) => makeClosedItem(root, index, events));
    seal(program, root);
    const many = join(home, 'many');
    makeTree(many, (ITEMS / 4) * 5);
    rmSync(join(many, 'open'), { recursive: true });
    mkdirSync(join(many, 'open'));
    seal(program, many);
    const ofItem = (id) => [program, 'insight', id, '--root', root];
    const times = inTurns(rounds, {
      short: command(ofItem(short)),
      long: command(ofItem(long)),
      digests: command(['-e', READ_DIGESTS, many]),
      all: command([program, 'insight', '--root', many]),
      ...(await folding(home, join(root, 'closed', long))),
    });
    const row = (name, one, other, most) => {
      const smallest = Math.min(...times[one]) / Math.min(...times[other]);
      const figures = [median(times[one]), median(times[other])].map((figure) => figure.toFixed(1));
      const ratio = (median(times[one]) / median(times[other])).toFixed(2);
      return `| ${name} | ${figures.join(' | ')} | ${ratio} | ${smallest.toFixed(2)} | ${most} |`;
    };
    return [
      `## insight, ${EVENTS} events of ${TEXT.length} characters, ${ITEMS} closed items`,
      '',
      '| what, beside what | ms | ms | ratio of medians | of minima | at most |',
      '|---|---|---|---|---|---|',
      row('insight of 10,000 events, beside 10', 'long', 'short', 1.2),
      row('a fold of 10,000 events, beside reading them as text', 'fold', 'text', 3),
      row('insight of 10,000 closed items, beside reading their digests', 'all', 'digests', 2.5),
    ];
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** The fold as the program has it, and reading the same file, both in this process. */
async function folding(home, item) {
  const outfile = join(home, 'fold-log.mjs');
  const entry = fileURLToPath(new URL('../src/tickets/digest/fold-log.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  const { foldLog } = await import(pathToFileURL(outfile).href);
  const log = join(item, 'thread.md');
  return {
    text: () => readFileSync(log, 'utf8'),
    fold: () => foldLog('20260601-090001-log', 'closed', readFileSync(log)),
  };
}

function makeClosedItem(root, index, events) {
  const id = `20260601-09000${index}-log-of-${events}`;
  const directory = join(root, 'closed', id);
  mkdirSync(directory, { recursive: true });
  const at = '2026-06-01T09:00:00Z';
  writeFileSync(
    join(directory, 'item.md'),
    `---\nid: ${id}\nslug: log-of-${events}\ntitle: Log\nstatus: closed\nupdated_at: ${at}\n---\n\nText.\n`,
  );
  const event = (kind) => `<!-- event: ${kind} author: bench at: ${at} -->\n\n## Text\n\n${TEXT}\n---\n`;
  const kinds = ['create', ...Array(events - 2).fill('comment'), 'close'];
  // With ids, as commands write them: what they are made of does not matter here.
  const withId = (text, number) => text.replace(' -->', ` id: ${String(number).padStart(16, '0')} -->`);
  writeFileSync(join(directory, 'thread.md'), kinds.map((kind, number) => withId(event(kind), number)).join('\n'));
  return id;
}

/** Brings every item its digest.json. */
function seal(program, root) {
  run([program, 'doctor', '--fix', '--root', root], [0, 1]);
}

function command(args) {
  return () => run(args, [0]);
}

function run(args, allowed) {
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (!allowed.includes(status)) throw new Error(`${args.join(' ')} failed: ${stderr}`);
}

function inTurns(rounds, steps) {
  const times = Object.fromEntries(Object.keys(steps).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, step] of Object.entries(steps)) {
      const start = performance.now();
      step();
      times[name].push(performance.now() - start);
    }
  }
  return times;
}
