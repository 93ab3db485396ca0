import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Everything below a directory: the path of each entry with its kind, mode and content. With `times` the
 * directories carry their mtime, which also tells of files that came and went.
 */
export function treeSnapshot(directory: string, options: { times?: boolean } = {}): Record<string, string> {
  const entries: Record<string, string> = {};
  const visit = (path: string, name: string): void => {
    const stat = lstatSync(path, { bigint: true });
    const mode = (stat.mode & 0o7777n).toString(8);
    if (stat.isDirectory()) {
      entries[name] = `directory ${mode}${options.times ? ` ${stat.mtimeNs}` : ''}`;
      for (const child of readdirSync(path).sort()) visit(join(path, child), `${name}/${child}`);
    } else if (stat.isSymbolicLink()) entries[name] = `link to ${readlinkSync(path)}`;
    else if (stat.isFile()) entries[name] = `file ${mode} ${readFileSync(path).toString('latin1')}`;
    else entries[name] = `other ${mode}`;
  };
  visit(directory, '.');
  return entries;
}
