import type { Problem } from '../format/problem.ts';
import type { ItemPlace } from '../tickets/change.ts';
import { describeItem } from '../tickets/describe-item.ts';
import type { ItemDetail } from '../tickets/item.ts';
import { type DiskEntry, disk } from './disk.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { itemPath } from './item-path.ts';
import { readText } from './read-file.ts';
import { readSummary } from './read-summary.ts';

/** Reads everything that belongs to an item. Null for a directory that is no item. */
export function readDetail(root: string, place: ItemPlace): ItemDetail | null {
  const summary = readSummary(root, place);
  if (!summary) return null;
  const problems: Problem[] = [];
  const read = (name: string) => readText(itemPath(root, place, name));
  const thread = read('thread.md');
  const names = listNames(root, place, problems);
  // A link is not followed: what it points at does not belong to the item.
  const hasArtifacts = fileKind(itemPath(root, place, 'artifacts')) === 'directory';
  const artifacts = hasArtifacts ? listArtifacts(root, place, problems) : [];
  return describeItem(summary, { thread, resolution: read('resolution.md'), names, artifacts, problems });
}

/** The names in an item's directory; a directory that cannot be listed is a problem. */
function listNames(root: string, place: ItemPlace, problems: Problem[]): string[] {
  return listDirectory(itemPath(root, place), '.', problems)
    .map((entry) => entry.name)
    .sort();
}

function listArtifacts(root: string, place: ItemPlace, problems: Problem[]): string[] {
  const paths: string[] = [];
  const walk = (directory: string): void => {
    for (const entry of listDirectory(itemPath(root, place, directory), directory, problems)) {
      const path = `${directory}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else paths.push(path.slice('artifacts/'.length));
    }
  };
  walk('artifacts');
  return paths.sort();
}

function listDirectory(path: string, name: string, problems: Problem[]): DiskEntry[] {
  try {
    return disk.readdir(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    problems.push({ code: 'layout/unreadable-directory', message: `${name} cannot be listed (${code})` });
    return [];
  }
}
