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
  const path = `${__dirname}/${name}.cjs`;
  const source = readFileSync(path);
  return run(compile(path, source, codeOf(source, readCode(name))), path);
}

/** V8 takes as long as its code is: a command that many ask for has code of its own, which is of nothing else. */
function readCode(name) {
  const command = process.argv[2];
  const own = /^[a-z-]+$/.test(command) ? readIfThere(`${__dirname}/code/${command}/${name}.cache`) : null;
  return own ?? readIfThere(`${__dirname}/code/${name}.cache`);
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

function run(script, path) {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, requireFromFile, module, path, __dirname);
  return module.exports;
}

/** Node would look for the file from which all others come, which takes most of a millisecond. */
function requireFromFile(name) {
  return name === './main.cjs' ? main.exports : require(name);
}

/** Set by that file: what it has for others. */
const main = { exports: undefined };

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

module.exports = { main, loadFile, loaded, thisNode, compile, run };
