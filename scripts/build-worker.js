// Bundles what threads run, each file with all that it needs: a worker that loads many is ready when the work is done.
import { basename } from 'node:path';
import { build } from 'esbuild';

/** What a worker begins with, and what it loads for the few items that need it. */
const ENTRIES = ['src/worker.ts', 'src/api/ask-rules.ts'];

/** Writes the files into a folder, and returns what esbuild says of each. `settings` are those of every build. */
export async function buildWorker(folder, settings) {
  const results = ENTRIES.map((entry) =>
    build({
      ...settings,
      entryPoints: [entry],
      outfile: `${folder}/${fileOf(entry)}`,
      format: 'cjs',
      define: { ...settings.define, 'import.meta.url': '__url' },
      banner: { js: "'use strict';const __url = require('node:url').pathToFileURL(__filename).href;" },
      plugins: [besideIt(entry)],
    }),
  );
  return (await Promise.all(results)).map(({ metafile }) => metafile);
}

/** Leaves another of these files where it is, to be loaded late. */
function besideIt(own) {
  return {
    name: 'beside-it',
    setup: ({ onResolve }) => {
      for (const entry of ENTRIES.filter((each) => each !== own)) {
        onResolve({ filter: new RegExp(`/${basename(entry).replaceAll('.', '\\.')}$`) }, ({ kind }) =>
          kind === 'dynamic-import' ? { path: `./${fileOf(entry)}`, external: true } : undefined,
        );
      }
    },
  };
}

function fileOf(entry) {
  return `${basename(entry, '.ts')}.cjs`;
}
