import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleSettings, project, requireBanner } from './bundle.js';

/** What some `export … from './src/…'` lines export: the sources are TypeScript, which Node does not read everywhere. */
export async function loadSources(contents) {
  const directory = mkdtempSync(join(tmpdir(), 'tickets-sources-'));
  try {
    const outfile = join(directory, 'sources.mjs');
    await build({
      ...bundleSettings,
      stdin: { contents, resolveDir: project },
      outfile,
      logLevel: 'error',
      banner: { js: requireBanner },
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
