// Writes docs/cli.md from the commands' own help. With --check it only says whether the file is up to date.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const project = new URL('..', import.meta.url);
const target = fileURLToPath(new URL('docs/cli.md', project));

function help(...args) {
  const { stdout, status } = spawnSync(process.execPath, ['bin/tickets.js', ...args, '--help'], {
    cwd: fileURLToPath(project),
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  if (status !== 0) throw new Error(`no help for ${args.join(' ')}`);
  return stdout.trimEnd();
}

const root = help();
const names = [...root.matchAll(/^ {2}([a-z-]+)(?:\|[a-z]+)? {2,}\S/gm)].map((match) => match[1]);
const parts = [
  '# Command reference\n\nMade from the commands by `npm run docs`.\n',
  `## tickets\n\n\`\`\`text\n${root}\n\`\`\`\n`,
  ...names.filter((name) => name !== 'help').map((name) => `## ${name}\n\n\`\`\`text\n${help(name)}\n\`\`\`\n`),
];
const text = parts.join('\n');
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('error: docs/cli.md is not what the commands say\nhint: npm run docs');
  process.exit(1);
}
