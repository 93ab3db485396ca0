// What every build of the program has in common, and the licences of what goes into it.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const project = fileURLToPath(new URL('..', import.meta.url));

export const { version } = JSON.parse(readFileSync(`${project}package.json`, 'utf8'));

/** For esbuild. Paths are relative to the project. */
export const bundleSettings = {
  absWorkingDir: project,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  define: { __TICKETS_VERSION__: JSON.stringify(version) },
  metafile: true,
};

/** CommonJS packages in the bundle ask for Node's own modules through `require`. */
export const requireBanner =
  "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);";

/** The licence texts of all packages in bundles, as one text. Throws for a package that has none. */
export function licencesOf(metafiles) {
  const names = new Set();
  for (const input of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) names.add(match[1]);
  }
  const texts = [...names].sort().map((name) => {
    const folder = `${project}node_modules/${name}`;
    const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file`);
    const text = readFileSync(`${folder}/${file}`, 'utf8').trim();
    return `${name} ${manifest.version} (${manifest.license})\n\n${text}\n`;
  });
  return texts.join(`\n${'-'.repeat(72)}\n\n`);
}
