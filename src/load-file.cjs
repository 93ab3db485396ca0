'use strict';
// In main.cjs, beside the files that it loads: see scripts/build-program.js.
const { isAscii } = require('node:buffer');
const { readFileSync, statSync } = require('node:fs');
const { Script } = require('node:vm');

const loaded = new Map();

/**
 * The exports of a file of the program, by its name without `.cjs`: a function with the parameters of a CommonJS module.
 * Where the build left V8's code for it, made by this very Node from this very text, nothing is parsed.
 */
function loadFile(name) {
  let exports = loaded.get(name);
  if (exports === undefined) {
    exports = load(name);
    loaded.set(name, exports);
  }
  return exports;
}

function load(name) {
  const path = pathOf(name);
  ready ??= readTogether(process.argv[2]);
  return run(ready.get(name) ?? readAlone(name, path), path);
}

function readAlone(name, path) {
  const source = readFileSync(path);
  const code = codeOf(source, readIfThere(`${__dirname}/code/${name}.cache`));
  return compile(path, source, code).runInThisContext();
}

/**
 * The files that a command needs, by their names, where the build left V8's code for all of them as one text: that takes
 * less time than one after the other, and a text as long as that is nothing that V8 moves when it collects garbage.
 */
function readTogether(command) {
  const files = new Map();
  const cache = /^[a-z-]+$/.test(command) ? readIfThere(`${__dirname}/code/${command}.together`) : null;
  if (cache === null) return files;
  const start = cache.indexOf('\n') + 1;
  const names = cache.latin1Slice(0, Math.max(0, start - 1)).split(' ');
  const sources = names.map((name) => readIfThere(pathOf(name)));
  // One that is cut off.
  if (sources.includes(null)) return files;
  const source = together(sources);
  const code = codeOf(source, cache.subarray(start));
  if (code === undefined) return files;
  const parts = compile(`${__dirname}/code/${command}`, source, code).runInThisContext();
  names.forEach((name, index) => files.set(name, parts[index]));
  return files;
}

let ready;

/** The text of an array of what files are. */
function together(sources) {
  const parts = sources.flatMap((source, index) => [Buffer.from(index === 0 ? '[' : ','), source]);
  return Buffer.concat([...parts, Buffer.from(']')]);
}

function pathOf(name) {
  return `${__dirname}/${name}.cjs`;
}

/** V8's code for a text; undefined where it is of another text or another Node. */
function codeOf(source, cache) {
  if (cache === null) return undefined;
  const maker = thisNode();
  const start = maker.length + source.length;
  // V8 compares its version and the length of the text. That is not enough to be sure.
  if (cache.length <= start || !maker.equals(cache.subarray(0, maker.length))) return undefined;
  return source.equals(cache.subarray(maker.length, start)) ? cache.subarray(start) : undefined;
}

/** What stands before V8's code: which Node made it. The text that it was made from comes next. */
function thisNode() {
  if (node === undefined) {
    // Where the system does not tell it, Node's own path is the word by which it was called.
    const { size, mtimeMs } = statSync(process.execPath, { throwIfNoEntry: false }) ?? { size: 'unknown', mtimeMs: '' };
    node = Buffer.from(`${process.version} ${process.arch} ${process.platform} ${size} ${mtimeMs}\n`);
  }
  return node;
}

let node;

function compile(path, source, cachedData) {
  // The build writes ASCII, but for what stands in regular expressions.
  const text = isAscii(source) ? source.latin1Slice() : source.toString();
  return new Script(text, { filename: path, cachedData });
}

function run(file, path) {
  const module = { exports: {} };
  file(module.exports, requireFromFile, module, path, __dirname);
  return module.exports;
}

/** Node would look for the file from which all others come, which takes most of a millisecond. */
function requireFromFile(name) {
  return name === './main.cjs' ? main.exports : require(name);
}

/** Set by that file: what it has for others. */
const main = { exports: undefined };

/**
 * Null for what cannot be read: code is only there to save time, and of a file of the program it is told when that is read
 * alone.
 */
function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error.syscall === undefined) throw error;
    return null;
  }
}

module.exports = { main, loadFile, loaded, thisNode, together, compile, run };
