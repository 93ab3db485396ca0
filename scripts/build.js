// Bundles src/ into dist/: what starts every command in one file, heavy libraries in files of their own, and types.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { bundleSettings, licencesOf, project, requireBanner } from './bundle.js';
import { keepReachable } from './keep-reachable.js';

process.chdir(project);
// Built aside and then put into place, so that a program that runs meanwhile finds the old build or the new one.
const target = mkdtempSync('dist-');
// mkdtemp makes it for its owner alone; a build is for everybody who may read the project.
chmodSync(target, 0o755);
// A build that failed leaves nothing behind.
process.on('exit', () => rmSync(target, { recursive: true, force: true }));

const { metafile } = await build({
  ...bundleSettings,
  entryPoints: ['src/main.ts', 'src/index.ts'],
  outdir: target,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  minifySyntax: true,
  banner: { js: requireBanner },
});
writeFileSync(`${target}/THIRD-PARTY-LICENCES.txt`, licencesOf(metafile));
const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', `${target}/types`];
execFileSync(process.execPath, tsc, { stdio: 'inherit' });
keepReachable(`${target}/types`);
rmSync('dist', { recursive: true, force: true });
renameSync(target, 'dist');
