import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A change of the source: in a file of src/, by its path there, one text for another. */
export interface Mutation {
  file: string;
  from: string;
  to: string;
}

/** Bundles a file of test/support for Node to run as it is, with changes in the source if wanted. */
export async function bundle(
  entry: string,
  mutations: readonly Mutation[] = [],
): Promise<{ path: string; remove: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'tickets-bundle-'));
  const path = join(directory, `${basename(entry, '.ts')}.mjs`);
  const applied = new Set<Mutation>();
  await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    outfile: path,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
    define: { __TICKETS_VERSION__: '"test"' },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    plugins: [
      {
        name: 'mutations',
        setup: ({ onLoad }) => {
          onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path: file }) => {
            let contents = readFileSync(file, 'utf8');
            for (const mutation of mutations.filter((each) => file.endsWith(`/src/${each.file}`))) {
              if (!contents.includes(mutation.from))
                throw new Error(`${mutation.file} does not hold: ${mutation.from}`);
              contents = contents.replace(mutation.from, () => mutation.to);
              applied.add(mutation);
            }
            return { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  if (applied.size !== mutations.length) throw new Error('a mutation is of a file that is not in the bundle');
  return { path, remove: () => rm(directory, { recursive: true }) };
}
