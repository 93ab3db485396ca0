import type { Problem } from '../format/problem.ts';
import { parseThread } from '../format/thread.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { ItemDetail } from '../tickets/item.ts';
import { type DiskEntry, disk } from './disk.ts';
import { errorCode } from './error-code.ts';
import { fileKind } from './file-kind.ts';
import { itemPath } from './item-path.ts';
import { readText } from './read-file.ts';
import { readSummary } from './read-summary.ts';

const OWN_NAMES = new Set(['item.md', 'thread.md', 'resolution.md', 'artifacts']);

/** Reads everything that belongs to an item. Null for a directory that is no item. */
export function readDetail(root: string, place: ItemPlace): ItemDetail | null {
  const read = readSummary(root, place);
  if (!read) return null;
  const problems = [...read.summary.problems];
  const thread = readTextFile(root, place, 'thread.md', problems);
  if (thread === null) problems.push({ code: 'layout/missing-thread', message: 'thread.md is missing' });
  const { events, preamble, problems: threadProblems } = parseThread(thread ?? '', place.id);
  const listed = listNames(root, place, problems);
  // A link is not followed: what it points at does not belong to the item.
  const hasArtifacts = fileKind(itemPath(root, place, 'artifacts')) === 'directory';
  const artifacts = hasArtifacts ? listArtifacts(root, place, problems) : [];
  const resolution = readTextFile(root, place, 'resolution.md', problems);
  return {
    ...read.summary,
    problems: [
      ...problems,
      ...threadProblems.map((problem) => ({ ...problem, message: `thread.md: ${problem.message}` })),
    ],
    body: read.file?.body ?? '',
    events,
    preamble,
    resolution,
    artifacts,
    otherFiles: listed.filter((name) => !OWN_NAMES.has(name)),
  };
}

/** The text of a file, null where there is none. A file that cannot be read is a problem and an empty text. */
function readTextFile(root: string, place: ItemPlace, name: string, problems: Problem[]): string | null {
  const read = readText(itemPath(root, place, name));
  if (read.kind === 'missing') return null;
  if (read.kind === 'unreadable') {
    problems.push({ code: 'layout/unreadable-file', message: `${name} ${read.reason}` });
    return '';
  }
  const { text, validUtf8 } = read;
  if (!validUtf8) problems.push({ code: 'text/invalid-utf8', message: `${name} is not valid UTF-8` });
  return text;
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
      else if (entry.name !== '.gitkeep') paths.push(path.slice('artifacts/'.length));
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
