// Bundles src/ into dist/: the program with its code cache, the library, and types.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildProgram } from './build-program.js';

const project = fileURLToPath(new URL('..', import.meta.url));
process.chdir(project);
// Built aside and then put into place, so that a program that runs meanwhile finds the old build or the new one.
const target = mkdtempSync('dist-');
// mkdtemp makes it for its owner alone; a build is for everybody who may read the project.
chmodSync(target, 0o755);
// A build that failed leaves nothing behind.
process.on('exit', () => rmSync(target, { recursive: true, force: true }));

const settings = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  define: { __TICKETS_VERSION__: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version) },
};
const program = await buildProgram(`${target}/program`, settings);
const asModules = {
  ...settings,
  outdir: target,
  format: 'esm',
  // CommonJS packages in the bundle ask for Node's own modules through `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
  },
};
const library = await build({
  ...asModules,
  entryPoints: ['src/index.ts'],
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  metafile: true,
});
// In one file, since a worker that loads many is ready when the work is done. Its packages are the program's.
await build({ ...asModules, entryPoints: ['src/worker.ts'] });
writeLicences([...program, library.metafile]);
const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', `${target}/types`];
execFileSync(process.execPath, tsc, { stdio: 'inherit' });
execFileSync(process.execPath, ['scripts/write-code-cache.js', `${target}/program`], { stdio: 'inherit' });
rmSync('dist', { recursive: true, force: true });
renameSync(target, 'dist');

/** What is bundled keeps its licence beside it. */
function writeLicences(metafiles) {
  const names = new Set();
  for (const input of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) names.add(match[1]);
  }
  const texts = [...names].sort().map((name) => {
    const folder = `node_modules/${name}`;
    const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file`);
    return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`;
  });
  writeFileSync(`${target}/THIRD-PARTY-LICENCES.txt`, texts.join(`\n${'-'.repeat(72)}\n\n`));
}
