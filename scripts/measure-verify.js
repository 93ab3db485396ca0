// What verify takes on 10,000 items and a pull request of 600 changes, beside git's own listing of both trees.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { makeTree } from './make-tree.js';
import { median } from './time-rounds.js';

const ITEMS = 10_000;
const COMMENTS = 300;
const CLOSES = 200;
const NEW = 100;

/** The lines of a report: medians of interleaved runs, and how verify stands to twice the listing and 100 ms. */
export function measureVerify(program, rounds) {
  const home = mkdtempSync(join(tmpdir(), 'tickets-bench-'));
  try {
    prepare(home);
    const list = (revision) => ['git', ['ls-tree', '-r', '-z', revision]];
    const verify = [process.execPath, [program, 'verify', '--base', 'HEAD^1']];
    const times = { list: [], verify: [], node: [] };
    for (let round = 0; round < rounds; round += 1) {
      times.list.push(time(home, list('HEAD^1')) + time(home, list('HEAD')));
      times.verify.push(time(home, verify));
      times.node.push(time(home, [process.execPath, ['-e', '0']]));
    }
    const [listing, verifying, bare] = [times.list, times.verify, times.node].map(median);
    const most = 2 * listing + 100;
    const title = `## verify, ${ITEMS} items, ${COMMENTS + CLOSES + NEW} changes in a merge`;
    const heading = '| git ls-tree of both trees, ms | verify, ms | twice that and 100 ms | ratio | node -e 0, ms |';
    const figures = [listing, verifying, most].map((figure) => figure.toFixed(1));
    const row = `| ${figures.join(' | ')} | ${(verifying / most).toFixed(2)} | ${bare.toFixed(1)} |`;
    return [title, '', heading, '|---|---|---|---|---|', row];
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** A repository with a merge commit of a branch that comments, closes and makes items. */
function prepare(home) {
  const root = join(home, 'work-items');
  makeTree(root, ITEMS);
  const git = (...args) =>
    run(home, ['git', ['-c', 'user.name=b', '-c', 'gc.auto=0', '-c', 'user.email=b@example.org', ...args]]);
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'base');
  git('checkout', '-qb', 'topic');
  const ids = (status) => readdirSync(join(root, status)).filter((name) => !name.startsWith('.'));
  const event = (kind, more) =>
    `\n<!-- event: ${kind} author: bench at: 2026-02-01T00:00:00Z${more} -->\n\n## Text\n\nSome text.\n\n---\n`;
  for (const id of ids('closed').slice(0, COMMENTS)) {
    appendFileSync(join(root, 'closed', id, 'thread.md'), event('comment', ''));
    touch(join(root, 'closed', id, 'item.md'), 'closed');
  }
  for (const id of ids('open').slice(0, CLOSES)) {
    appendFileSync(join(root, 'open', id, 'thread.md'), event('close', ' status: closed'));
    touch(join(root, 'open', id, 'item.md'), 'closed');
    writeFileSync(join(root, 'open', id, 'resolution.md'), 'Some text.\n');
    renameSync(join(root, 'open', id), join(root, 'closed', id));
  }
  const others = join(home, 'others');
  makeTree(others, NEW);
  for (const status of ['open', 'closed']) {
    for (const id of readdirSync(join(others, status))) {
      renameSync(join(others, status, id), join(root, status, id.replace('item-', 'other-')));
    }
  }
  rmSync(others, { recursive: true });
  git('add', '-A');
  git('commit', '-qm', 'changes');
  git('checkout', '-q', 'main');
  git('commit', '-q', '--allow-empty', '-m', 'other');
  git('merge', '-q', '--no-ff', '--no-edit', 'topic');
  git('gc', '-q');
}

function touch(path, status) {
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(/^updated_at: .*$/m, 'updated_at: 2026-02-01T00:00:00Z').replace(/^status: .*$/m, `status: ${status}`),
  );
}

function time(cwd, command) {
  const start = performance.now();
  run(cwd, command);
  return performance.now() - start;
}

function run(cwd, [program, args]) {
  const { status, stderr } = spawnSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stderr}`);
}
