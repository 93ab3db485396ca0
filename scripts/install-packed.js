// Packs the package as npm would publish it, and installs it into an empty directory.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './bundle.js';

/** Installs what `npm pack` makes of the build in dist/ into a new directory below `folder`; the installed package's path. */
export function installPacked(folder) {
  const packed = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], project);
  const { filename } = Object.values(JSON.parse(packed))[0];
  const target = join(folder, 'installed');
  mkdirSync(target);
  writeFileSync(join(target, 'package.json'), '{ "private": true, "type": "module" }\n');
  npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', join(folder, filename)], target);
  return join(target, 'node_modules/yoi-tickets');
}

/** Runs npm and returns what it prints; what it says on stderr is shown where it fails. */
export function npm(args, cwd) {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
