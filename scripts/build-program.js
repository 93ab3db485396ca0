// Bundles the program into a few CommonJS files: asking for one file costs less than compiling what a command does not need,
// and Node's loader of modules costs more than all of that.
import { builtinModules, createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * The files, and the modules that each begins with, by the starts of their paths. A module goes into the first file that reaches it without a lazy
 * import; a lazy import that leads to none of these leads into the last file.
 */
const FILES = {
  main: ['src/start.ts'],
  // All that a help text and an error need.
  line: ['src/run.ts', 'src/commands/options.ts', 'src/print-error.ts'],
  // What nearly every command needs, and `show` is.
  program: [
    'src/carry-out.ts',
    'src/commands/show.ts',
    // What two of the next ones need.
    'src/tickets/digest/parse-digest.ts',
    'src/tickets/digest/fold-log.ts',
    'src/tickets/check-value.ts',
    'src/format/slug.ts',
    'src/format/redaction.ts',
    'src/commands/doctor-options.ts',
  ],
  many: ['list', 'search', 'log'].map((name) => `src/commands/${name}.ts`),
  write: ['new', 'note', 'review', 'edit', 'claim', 'status', 'close', 'reopen'].map(
    (name) => `src/commands/${name}.ts`,
  ),
  verify: ['src/commands/verify.ts', 'src/commands/run-verify.ts', 'src/doctor/compare-logs.ts'],
  // Threads get ready while the rest is loaded.
  doctor: ['src/commands/doctor.ts'],
  terminal: ['src/render/list-table.ts', 'src/render/log-text.ts', 'node_modules/chalk/'],
  'any-ascii': ['node_modules/any-ascii/'],
  more: [],
};

/** Of these, each module runs when it is asked for; of the others, all do when their file is loaded: functions that wait are the slower way. */
const LAZY = ['terminal', 'any-ascii', 'more'];

/** What a file is for load-file.cjs; Node itself loads none but the first. */
const MODULE = '(function (exports, require, module, __filename, __dirname) {';
/** Few ask for it, and to find it out takes most of a millisecond. */
const META = `const __meta = { get url() { return require('node:url').pathToFileURL(__filename).href; } };`;

/** Writes the files into a folder, and returns what esbuild says of each. `settings` are those of every build. */
export async function buildProgram(folder, settings) {
  const graph = await readGraph(settings);
  const owners = findOwners(graph);
  const shared = findShared(graph, owners);
  const names = await readExports([...shared], settings);
  const results = Object.keys(FILES).map((file) => buildFile(file, folder, settings, { owners, names }));
  const metafiles = (await Promise.all(results)).map(({ metafile }) => metafile);
  const define = { ...settings.define, __TICKETS_HELP__: JSON.stringify(await helpOf(`${folder}/main.cjs`)) };
  await buildFile('main', folder, { ...settings, define }, { owners, names });
  return metafiles;
}

/** The help of all commands, which never changes: nobody should wait for it to be made. */
async function helpOf(main) {
  let help = '';
  const stdout = { on: () => undefined, write: (part) => (help += part) };
  const io = { stdout, stderr: process.stderr, env: {}, cwd: process.cwd(), now: () => new Date() };
  const exitCode = await createRequire(import.meta.url)(resolve(main)).main(['--help'], io);
  if (exitCode !== 0) throw new Error(`tickets --help failed: ${exitCode}`);
  return help;
}

/** Which module imports which: by a module's path, the paths of those it needs at once and of those it needs later. */
async function readGraph(settings) {
  const { metafile } = await inspect(['src/start.ts'], settings);
  return new Map(
    Object.entries(metafile.inputs).map(([path, { imports }]) => {
      const inside = imports.filter(({ external }) => !external);
      const pathsOf = (isLazy) =>
        inside.filter(({ kind }) => (kind === 'dynamic-import') === isLazy).map((each) => each.path);
      return [path, { now: pathsOf(false), later: pathsOf(true) }];
    }),
  );
}

function findOwners(graph) {
  const owners = new Map();
  const own = (path, file) => {
    if (owners.has(path)) return;
    owners.set(path, file);
    for (const next of graph.get(path).now) own(next, file);
  };
  for (const [file, starts] of Object.entries(FILES)) {
    for (const start of starts) own(findPath(graph, start), file);
  }
  const last = Object.keys(FILES).at(-1);
  for (const { later } of graph.values()) for (const path of later) own(path, last);
  return owners;
}

function findPath(graph, start) {
  const lazy = [...graph.values()].flatMap(({ later }) => later);
  const path = ['src/start.ts', ...lazy, ...graph.keys()].find((each) => each.startsWith(start));
  if (path === undefined) throw new Error(`nothing imports ${start}`);
  return path;
}

/** The modules that a file has for others. */
function findShared(graph, owners) {
  const shared = new Set();
  for (const [path, { now, later }] of graph) {
    const owner = owners.get(path);
    for (const next of now) if (owners.get(next) !== owner) shared.add(next);
    for (const next of later) if (owners.get(next) !== owner || !LAZY.includes(owner)) shared.add(next);
  }
  return shared;
}

/** What modules export, by their paths; null for a CommonJS one. */
async function readExports(paths, settings) {
  const entryPoints = paths.map((path, index) => ({ in: path, out: String(index) }));
  const { metafile } = await inspect(entryPoints, settings);
  const outputs = Object.entries(metafile.outputs);
  return new Map(
    paths.map((path, index) => {
      const [, { exports }] = outputs.find(([name]) => basename(name) === `${index}.js`);
      return [path, metafile.inputs[path].format === 'cjs' ? null : exports];
    }),
  );
}

function inspect(entryPoints, settings) {
  return build({ ...settings, entryPoints, format: 'esm', outdir: 'unwritten', write: false, metafile: true });
}

function buildFile(file, folder, settings, { owners, names }) {
  return build({
    ...settings,
    stdin: { contents: entryOf(file, { owners, names }), resolveDir: process.cwd() },
    // Every start pays for the length of the texts, and for each name in V8's code of them.
    minify: true,
    lineLimit: 160,
    outfile: `${folder}/${file}.cjs`,
    format: 'cjs',
    metafile: true,
    define: { ...settings.define, 'import.meta.url': '__meta.url' },
    // Read in less time.
    charset: 'ascii',
    banner: { js: `${file === 'main' ? '' : MODULE}'use strict';const __exports = exports;${META}` },
    footer: { js: file === 'main' ? '' : '})' },
    plugins: [elsewhere(file, owners, names), lateBuiltins],
  });
}

/** What a file does with its modules: it has them for others. */
function entryOf(file, { owners, names }) {
  const lines = [...names].flatMap(([path, exported], index) => {
    if (owners.get(path) !== file) return [];
    const offer = (value) => `__exports['${path}'] = () => ${value};`;
    if (LAZY.includes(file) || exported === null) return [offer(`require('./${path}')`)];
    const local = (name) => `$${index}_${name}`;
    return [
      `import { ${exported.map((name) => `${name} as ${local(name)}`)} } from './${path}';`,
      offer(`({ ${exported.map((name) => `${name}: ${local(name)}`)} })`),
    ];
  });
  const loader = [
    `import * as loader from './src/load-file.cjs';`,
    `import * as start from './src/start.ts';`,
    'loader.main.exports = __exports;',
    'Object.assign(__exports, loader, start);',
  ];
  return [...(file === 'main' ? loader : []), ...lines].join('\n');
}

/** Modules of Node that take milliseconds to load, and that many commands import and few call. */
const LATE = ['node:child_process', 'node:crypto', 'node:module'];

/** Loads them when one of their functions is called. */
const lateBuiltins = {
  name: 'late-builtins',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:/, namespace: 'file' }, ({ path }) =>
      LATE.includes(path) ? { path, namespace: 'late' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'late' }, async ({ path }) => {
      const names = Object.entries(await import(path)).flatMap(([name, value]) =>
        typeof value === 'function' && /^[a-z]/.test(name) && name !== 'default' ? [name] : [],
      );
      const functions = names.map((name) => `export const ${name} = (...args) => require('${path}').${name}(...args);`);
      const all = `export default new Proxy({}, { get: (_, name) => require('${path}')[name] });`;
      return { contents: [...functions, all].join('\n') };
    });
    onResolve({ filter: /./, namespace: 'late' }, ({ path }) => ({ path, external: true }));
  },
};

/** Asks another file for a module that it has. */
function elsewhere(file, owners, names) {
  return {
    name: 'elsewhere',
    setup: ({ onResolve, onLoad, resolve }) => {
      onResolve({ filter: /./, namespace: 'file' }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === 'resolved' || builtinModules.includes(path.replace(/^node:/, ''))) return undefined;
        const found = await resolve(path, { kind, importer, resolveDir, pluginData: 'resolved' });
        const relative = found.path.slice(process.cwd().length + 1);
        const owner = owners.get(relative);
        const isHere = owner === file && (kind !== 'dynamic-import' || LAZY.includes(file));
        return owner === undefined || isHere ? undefined : { path: relative, namespace: 'elsewhere' };
      });
      onLoad({ filter: /./, namespace: 'elsewhere' }, ({ path }) => {
        const owner = owners.get(path);
        const loader = file === 'main' ? `require('./src/load-file.cjs')` : `require('./main.cjs')`;
        const load =
          owner === file ? '__exports' : owner === 'main' ? `require('./main.cjs')` : `${loader}.loadFile('${owner}')`;
        // What a CommonJS module exports is known when it has run.
        if (names.get(path) === null) {
          return { contents: `module.exports = ${load}['${path}']();`, resolveDir: process.cwd() };
        }
        const list = names.get(path).map((name) => `${name}: $${name}`);
        const exported = names.get(path).map((name) => `$${name} as ${name}`);
        return {
          contents: `const { ${list} } = ${load}['${path}']();\nexport { ${exported} };`,
          resolveDir: process.cwd(),
        };
      });
      onResolve({ filter: /^\.\/main\.cjs$/, namespace: 'elsewhere' }, ({ path }) => ({
        path,
        external: true,
      }));
    },
  };
}
