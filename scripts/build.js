// Builds dist/: the program with its code cache, the library, what threads run, and types.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { buildProgram } from './build-program.js';
import { buildWorker } from './build-worker.js';
import { bundleSettings, licencesOf, project, requireBanner } from './bundle.js';
import { keepReachable } from './keep-reachable.js';

process.chdir(project);
// Built aside and then put into place, so that a program that runs meanwhile finds the old build or the new one.
const target = mkdtempSync('dist-');
// mkdtemp makes it for its owner alone; a build is for everybody who may read the project.
chmodSync(target, 0o755);
// A build that failed leaves nothing behind.
process.on('exit', () => rmSync(target, { recursive: true, force: true }));

const settings = { ...bundleSettings, minifySyntax: true };
const program = await buildProgram(`${target}/program`, settings);
const asModules = { ...settings, outdir: target, banner: { js: requireBanner } };
const library = await build({
  ...asModules,
  entryPoints: ['src/index.ts'],
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
});
const workers = await buildWorker(target, settings);
writeFileSync(`${target}/THIRD-PARTY-LICENCES.txt`, licencesOf([...program, library.metafile, ...workers]));
const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', `${target}/types`];
execFileSync(process.execPath, tsc, { stdio: 'inherit' });
keepReachable(`${target}/types`);
execFileSync(process.execPath, ['scripts/write-code-cache.js', `${target}/program`], { stdio: 'inherit' });
rmSync('dist', { recursive: true, force: true });
renameSync(target, 'dist');
