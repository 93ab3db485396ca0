import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExampleTree } from '../../../src/doctor/example-tree.ts';
import { decodeText } from '../../../src/format/decode-text.ts';

/** All files below a directory, by path: text where it is UTF-8, else bytes. */
export function readTreeEntries(directory: string): ExampleTree {
  const tree: ExampleTree = {};
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    const { text, validUtf8 } = decodeText(bytes);
    tree[path.slice(directory.length + 1)] = validUtf8 ? text : bytes;
  }
  return tree;
}
