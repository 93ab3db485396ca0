// Timing of whole processes, one after the other and round after round, so that what slows the machine slows all of them.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { loadSources } from './load-sources.js';

const { startProgress } = await loadSources("export { startProgress } from './src/terminal/progress.ts';");

/** The times in milliseconds of each command: a function of the round that gives the words of its command line. */
export function timeRounds(commands, rounds, { env = process.env, cwd } = {}) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  const runs = rounds * Object.keys(commands).length;
  const progress = startProgress({ stderr: process.stderr, env: process.env, isQuiet: false, what: 'runs' });
  let done = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, words] of Object.entries(commands)) {
      const [program, ...args] = words(round);
      const start = performance.now();
      const { status, stderr, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env, cwd });
      times[name].push(performance.now() - start);
      if (status !== 0) throw new Error(`${name} failed: ${error ?? stderr}`);
      done += 1;
      progress.report(done, runs);
    }
  }
  progress.clear();
  return times;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** From where to where nine of ten times are, in whole milliseconds. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0);
  return `${at(0.1)}–${at(0.9)}`;
}
