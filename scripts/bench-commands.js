// The commands that are measured, each with the least that a program in Node has to read for it.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Each of these reads what a command has to read, and does nothing with it.
const HEAD = `const fs=require('fs'),r=process.argv[1],s=r=>fs.readdirSync(r).filter(n=>!n.startsWith('.'));`;
const each = (body, statuses = 's(r)') =>
  `${HEAD}for(const t of ${statuses})for(const d of s(r+'/'+t)){const p=r+'/'+t+'/'+d+'/';${body}}`;
const read = (...names) => names.map((name) => `fs.readFileSync(p+'${name}');`).join('');
const OF_CLOSED = `if(t==='closed'){${read('resolution.md', 'digest.json')}}`;
const TREE = `const o={withFileTypes:true};for(const e of fs.readdirSync(p,o))if(e.isDirectory())fs.readdirSync(p+e.name,o);else fs.readFileSync(p+e.name)`;

/** What Node alone takes, by what it reads: the code of a program that gets the root as its argument. */
const BASELINES = {
  'node -e 0': '0',
  'one item': `const fs=require('fs'),p=process.argv[1]+'/open/'+process.argv[2]+'/';${read('item.md', 'thread.md')}`,
  'names of all items': each(''),
  'item.md of open items': each(read('item.md'), `['open']`),
  'every item.md': each(read('item.md')),
  'every thread.md': each(read('thread.md')),
  'every text of items': each(`${read('item.md', 'thread.md')}if(t==='closed')${read('resolution.md')}`),
  'every file of items': each(`${read('item.md', 'thread.md')}${OF_CLOSED}`),
  'every file and directory': each(TREE),
};

/** Whether ripgrep is there. */
export const hasRipgrep = spawnSync('rg', ['--version']).status === 0;

/**
 * What to run in a tree, by name: the words of its command line in a round, the name of its baseline, and its bar as a ratio
 * to bare Node where it has one. Baselines are among them. `middle` is the id of an open item.
 */
export function benchCommands(program, root, middle, size) {
  const node = (...args) => [process.execPath, ...args];
  const tickets = (...args) => node(program, ...args, '--root', root);
  const author = ['--author', 'bench', '-q'];
  const others = () => readdirSync(join(root, 'open')).filter((name) => !name.startsWith('.') && name !== middle);
  const open = others();
  const rare = `number ${size - 1} `;
  const baselines = Object.entries(BASELINES).map(([name, code]) => [
    name,
    { words: () => node('-e', code, root, middle) },
  ]);
  const command = (words, baseline, bar) => ({ words, baseline, bar });
  // What looks at many items has a bar at up to so many; a larger tree is compared by the growth of the ratios.
  const ofMany = (words, baseline, bar) => command(words, baseline, size <= 10_000 ? bar : undefined);
  const commands = {
    '--version': command(() => node(program, '--version'), 'node -e 0', 1.3),
    '--help': command(() => node(program, '--help'), 'node -e 0', 1.3),
    'show ID': command(() => tickets('show', middle), 'one item', 1.6),
    'review ID': command(() => tickets('review', middle, '--approve', '-m', 'Fine.', ...author), 'one item', 1.6),
    'edit ID': command((round) => tickets('edit', middle, '--title', `Title ${round}`, ...author), 'one item', 1.6),
    'close ID': command(
      (round) => tickets('close', open[round] ?? others()[0], '-m', 'Done.', ...author),
      'one item',
      1.6,
    ),
    'show SLUG': ofMany(() => tickets('show', middle.slice(16)), 'names of all items', 1.8),
    'show PREFIX': ofMany(() => tickets('show', middle.slice(0, 15)), 'names of all items', 1.8),
    new: ofMany(() => tickets('new', 'A new item', '-m', 'Text.', ...author), 'names of all items', 1.6),
    list: ofMany(() => tickets('list'), 'item.md of open items', 1.9),
    'list --status all': ofMany(() => tickets('list', '--status', 'all'), 'every item.md', 3),
    'list --status all --json': ofMany(() => tickets('list', '--status', 'all', '--json'), 'every item.md', 3),
    'log --limit 20': ofMany(() => tickets('log', '--limit', '20'), 'every thread.md', 2.5),
    'search RARE': command(() => tickets('search', rare), 'every text of items'),
    doctor: command(() => tickets('doctor'), 'every file of items'),
  };
  const ripgrep = hasRipgrep ? { ripgrep: { words: () => ['rg', '-i', '--hidden', '-F', rare, root] } } : {};
  return { ...Object.fromEntries(baselines), ...ripgrep, ...commands };
}
