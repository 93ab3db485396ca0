import { createRequire } from 'node:module';

type YamlLibrary = typeof import('yaml');

export type YamlDocument = ReturnType<YamlLibrary['parseDocument']>;
export type YamlNode = import('yaml').Node;
export type YamlPair = import('yaml').Pair;

let library: YamlLibrary | undefined;

/**
 * The YAML library, loaded at its first use: it costs about 30 ms, and plain front matter never needs it.
 * A `require` because the callers are synchronous.
 */
export function yamlLibrary(): YamlLibrary {
  library ??= createRequire(import.meta.url)('yaml') as YamlLibrary;
  return library;
}

/** Deeper values than this are hostile: the library recurses, and runs out of memory at a few thousand levels. */
const DEEPEST = 64;

/** Parses YAML that a file holds; null for text that is nested too deeply to be handed to the library. */
export function parseYaml(source: string, options: Parameters<YamlLibrary['parseDocument']>[1]): YamlDocument | null {
  // Not `silent`: then the library takes the first of two documents, and says nothing of the second.
  return isDeep(source) ? null : yamlLibrary().parseDocument(source, { ...options, logLevel: 'error' });
}

function isDeep(source: string): boolean {
  let depth = 0;
  let deepest = 0;
  for (const char of source) {
    if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  // `- - - a` and deep indents nest as well, a level in two characters or one.
  return deepest > DEEPEST || /(?:^|\n)(?:[ \t]{256}|(?:[-?:][ \t]+){65})/.test(source);
}
