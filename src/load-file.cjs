'use strict';
// Beside the files that it loads: scripts/build-program.js copies it to dist/program/.
const { closeSync, openSync, readFileSync, readSync, statSync } = require('node:fs');
const { Script } = require('node:vm');

const WRAPPER = ['(function (exports, require, module, __filename, __dirname) {', '\n})'];

const loaded = new Map();

/**
 * The exports of a file of the program, by its name without `.cjs`. Where the build left V8's code for it, made by this very
 * Node from this very text, nothing is parsed; else it is loaded like any other file.
 */
function loadFile(name) {
  let exports = loaded.get(name);
  if (exports === undefined) {
    exports = load(`${__dirname}/${name}.cjs`, `${__dirname}/${name}.cache`);
    loaded.set(name, exports);
  }
  return exports;
}

function load(path, cachePath) {
  const cache = readIfThere(cachePath);
  if (cache === null) return require(path);
  const source = readFileSync(path);
  const node = thisNode();
  const start = node.length + source.length;
  // V8 compares its version and the length of the text. That is not enough to be sure.
  if (cache.length <= start || !node.equals(cache.subarray(0, node.length))) return require(path);
  if (!source.equals(cache.subarray(node.length, start))) return require(path);
  const code = cache.subarray(start);
  return isUndamaged(code, `${cachePath}.copy`) ? run(compile(path, source, code), path) : require(path);
}

/** What stands before V8's code: which Node made it. The text that it was made from comes next. */
function thisNode() {
  const { size, mtimeMs } = statSync(process.execPath);
  return Buffer.from(`${process.version} ${process.arch} ${process.platform} ${size} ${mtimeMs}\n`);
}

/**
 * Whether a second file holds the same. V8 checks no sum of its code: of bytes that changed on a disk every fourth one crashed Node.
 * Read in pieces, as memory that is used again costs less than new memory, and a sum in JavaScript ten times as much.
 */
function isUndamaged(code, copyPath) {
  let copy;
  try {
    copy = openSync(copyPath);
    const piece = Buffer.allocUnsafe(1 << 16);
    for (let at = 0, length = 0; at < code.length; at += length) {
      length = readSync(copy, piece, 0, piece.length, null);
      if (length === 0 || code.compare(piece, 0, length, at, at + length) !== 0) return false;
    }
    return true;
  } catch {
    return false;
  } finally {
    if (copy !== undefined) closeSync(copy);
  }
}

function compile(path, source, cachedData) {
  return new Script(WRAPPER.join(source.toString()), { filename: path, cachedData });
}

function run(script, path) {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, path, __dirname);
  return module.exports;
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

module.exports = { loadFile, loaded, thisNode, compile, run };
