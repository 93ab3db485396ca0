import type { Problem } from '../format/problem.ts';
import { parseThread } from '../format/thread.ts';
import type { ItemDetail } from './item.ts';
import type { SummaryRead } from './summarize-item.ts';
import type { TextRead } from './text-read.ts';

const OWN_NAMES = new Set(['item.md', 'thread.md', 'resolution.md', 'digest.json', 'artifacts']);

/** What was read of an item beside its item.md. */
export interface DetailRead {
  thread: TextRead;
  resolution: TextRead;
  /** What stands directly in its directory. */
  names: readonly string[];
  /** Paths below `artifacts/`. */
  artifacts: readonly string[];
  /** What could not be listed. */
  problems: readonly Problem[];
}

/** Everything about an item, of what was read of it. */
export function describeItem({ summary, file }: SummaryRead, read: DetailRead): ItemDetail {
  const problems = [...summary.problems];
  const thread = textOf('thread.md', read.thread, problems);
  if (thread === null) problems.push({ code: 'layout/missing-thread', message: 'thread.md is missing' });
  const { events, preamble, problems: threadProblems } = parseThread(thread ?? '', summary.id);
  problems.push(...read.problems);
  const resolution = textOf('resolution.md', read.resolution, problems);
  return {
    ...summary,
    problems: [
      ...problems,
      ...threadProblems.map((problem) => ({ ...problem, message: `thread.md: ${problem.message}` })),
    ],
    body: file?.body ?? '',
    events,
    preamble,
    resolution,
    artifacts: read.artifacts.filter((path) => !/(?:^|\/)\.gitkeep$/.test(path)),
    otherFiles: read.names.filter((name) => !OWN_NAMES.has(name)),
  };
}

/** The text of a file, null where there is none. A file that cannot be read is a problem and an empty text. */
function textOf(name: string, read: TextRead, problems: Problem[]): string | null {
  if (read.kind === 'missing') return null;
  if (read.kind === 'unreadable') {
    problems.push({ code: 'layout/unreadable-file', message: `${name} ${read.reason}` });
    return '';
  }
  if (!read.validUtf8) problems.push({ code: 'text/invalid-utf8', message: `${name} is not valid UTF-8` });
  return read.text;
}
