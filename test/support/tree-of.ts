import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Everything below a directory, by path: kind, mode and bytes. Two trees are the same when these are equal. */
export function treeOf(directory: string, below = ''): Record<string, string> {
  const tree: Record<string, string> = {};
  for (const name of readdirSync(join(directory, below)).sort()) {
    const path = below === '' ? name : `${below}/${name}`;
    const stat = lstatSync(join(directory, path));
    const mode = (stat.mode & 0o7777).toString(8);
    if (stat.isSymbolicLink()) tree[path] = `link to ${readlinkSync(join(directory, path))}`;
    // Latin-1 keeps every byte, and differences stay readable.
    else if (stat.isFile()) tree[path] = `file ${mode} ${readFileSync(join(directory, path), 'latin1')}`;
    else if (stat.isDirectory()) Object.assign(tree, { [path]: `directory ${mode}` }, treeOf(directory, path));
    else tree[path] = 'something else';
  }
  return tree;
}
