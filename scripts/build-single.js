// Builds dist-single/tickets.mjs: the whole program in one file that needs Node and nothing else.
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { bundleSettings, licencesOf, project, requireBanner, version } from './bundle.js';

const target = `${project}dist-single/tickets.mjs`;

/** In one file there is no dist/ to look for, and no node_modules beside it: what is loaded late is in it, too. */
const allInOne = {
  name: 'all-in-one',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/createRequire\(import\.meta\.url\)(?=\(')/g, 'require'),
      loader: 'ts',
    }));
  },
};

const { outputFiles, metafile } = await build({
  ...bundleSettings,
  entryPoints: ['src/single.ts'],
  define: { ...bundleSettings.define, __TICKETS_ONE_FILE__: 'true' },
  outfile: target,
  plugins: [allInOne],
  minify: true,
  banner: {
    js: `#!/usr/bin/env node\n// tickets ${version}: all of it. MIT licence; the licences of what is in it are at its end.\n${requireBanner}`,
  },
  legalComments: 'none',
  write: false,
});
const licences = `tickets ${version} (MIT)\n\n${readFileSync(`${project}LICENSE`, 'utf8').trim()}\n\n${'-'.repeat(72)}\n\n${licencesOf([metafile])}`;
mkdirSync(`${project}dist-single`, { recursive: true });
// Written aside and then put into place, as a program that runs meanwhile must not see half of it.
const draft = `${target}.${process.pid}`;
writeFileSync(draft, `${outputFiles[0].text}/*\n${licences.replaceAll('*/', '* /')}*/\n`);
chmodSync(draft, 0o755);
renameSync(draft, target);
