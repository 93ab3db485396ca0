// Writes docs/cli.md from the commands' own help, and docs/guide/ from `tickets guide`. With --check it only says whether
// the files are up to date.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const project = new URL('..', import.meta.url);

function help(...args) {
  return run(...args, '--help').trimEnd();
}

function run(...args) {
  const { stdout, status } = spawnSync(process.execPath, ['bin/tickets.js', ...args], {
    cwd: fileURLToPath(project),
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  if (status !== 0) throw new Error(`tickets ${args.join(' ')} failed`);
  return stdout;
}

const root = help();
const names = [...root.matchAll(/^ {2}([a-z][a-z-]*)(?:\|[a-z]+)? {2,}\S/gm)].map((match) => match[1]);
const parts = [
  '# Command reference\n\nMade from the commands by `npm run docs`.\n',
  `## tickets\n\n\`\`\`text\n${root}\n\`\`\`\n`,
  ...names.filter((name) => name !== 'help').map((name) => `## ${name}\n\n\`\`\`text\n${help(name)}\n\`\`\`\n`),
];
const pages = new Map([
  ['docs/cli.md', parts.join('\n')],
  ...['agents', 'reviews', 'ci', 'merging'].map((topic) => [`docs/guide/${topic}.md`, run('guide', topic)]),
]);
if (process.argv.includes('--check')) {
  const old = [...pages].filter(([name, text]) => readFileSync(new URL(name, project), 'utf8') !== text);
  if (old.length > 0) {
    console.error(`error: not what the commands say: ${old.map(([name]) => name).join(', ')}\nhint: npm run docs`);
    process.exit(1);
  }
} else {
  mkdirSync(new URL('docs/guide/', project), { recursive: true });
  for (const [name, text] of pages) writeFileSync(new URL(name, project), text);
}
