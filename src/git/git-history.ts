import { relative } from 'node:path';
import { isStatus } from '../format/status.ts';
import type { History, Seen, Where } from '../tickets/history.ts';
import { type FileChange, fileChanges } from './file-changes.ts';
import { fileVersion } from './file-version.ts';
import { gitDirectory } from './git-directory.ts';
import { queryGit } from './query-git.ts';
import { readBlobs } from './read-blobs.ts';
import { reviewBeside } from './review-beside.ts';

/** Tickets stood in one folder or two; each takes a walk or two through all commits. */
const MOST_WALKS = 16;

const SHALLOW = 'the clone is shallow';

/**
 * The history of a project, as its HEAD reaches it: a checkout of the same commit gives the same answers everywhere,
 * whichever branches were fetched. Only a lost text is looked for on other branches, too.
 */
export function gitHistory(project: string): History {
  const state = once(() => stateOf(project));
  const folders = new Map<string, Seen<FileChange[]>>();
  const resolutionsOf = {
    head: once(() => allResolutions('head')),
    elsewhere: once(() => allResolutions('elsewhere')),
  };

  function changesIn(folder: string, where: Where): Seen<FileChange[]> | null {
    const repository = state();
    if (repository === null) return null;
    const { worktree, gap } = repository;
    const patterns = patternsOf(folder, where, prefixOf(worktree, project));
    const key = patterns.join('\n');
    let changes = folders.get(key);
    if (!changes) {
      changes =
        folders.size < MOST_WALKS
          ? fileChanges(worktree, ['HEAD'], patterns)
          : { found: [], gap: `the legacy tickets are in more than ${MOST_WALKS / 2} folders` };
      folders.set(key, changes);
    }
    return { found: changes.found, gap: gap ?? changes.gap };
  }

  function allResolutions(reach: 'head' | 'elsewhere'): Seen<Map<string, FileChange[]>> | null {
    const repository = state();
    if (repository === null) return null;
    const revisions = reach === 'head' ? ['HEAD'] : ['--all', '--not', 'HEAD'];
    const { found, gap } = fileChanges(repository.worktree, revisions, [':(glob)**/resolution.md']);
    const byItem = new Map<string, FileChange[]>();
    for (const change of found) {
      const [status = '', id = ''] = change.path.split('/').slice(-3);
      if (isStatus(status)) byItem.set(id, [...(byItem.get(id) ?? []), change]);
    }
    return { found: byItem, gap: repository.gap ?? gap };
  }

  return {
    commits: once(() => {
      const repository = state();
      const answer = repository && queryGit(repository.worktree, ['rev-list', '--count', 'HEAD']);
      return answer?.kind === 'said' ? Number(answer.output.toString()) : null;
    }),

    namesIn: (folder, where) => {
      const changes = changesIn(folder, where);
      if (changes === null) return null;
      const names = changes.found.map(({ path }) => path.slice(path.lastIndexOf('/') + 1).normalize('NFC'));
      return { found: new Set(names), gap: changes.gap };
    },

    reviewOf: (ticket) => {
      const repository = state();
      if (repository === null) return null;
      const { worktree } = repository;
      const folder = ticket.slice(0, Math.max(0, ticket.lastIndexOf('/')));
      let gap: string | null = null;
      for (const where of ['here', 'anywhere'] as const) {
        const changes = changesIn(folder, where)?.found ?? [];
        gap = changesIn(folder, where)?.gap ?? gap;
        const last = lastOf(ticket, prefixOf(worktree, project) + ticket, changes);
        if (!last) continue;
        const review = reviewBeside(worktree, last.path, changes);
        return { found: review.found, gap: gap ?? review.gap };
      }
      return { found: null, gap };
    },

    resolutions: (id, reach) => {
      const repository = state();
      const all = resolutionsOf[reach]();
      if (repository === null || all === null) return null;
      const versions = distinct(all.found.get(id) ?? []);
      const { found: blobs, gap } = readBlobs(
        repository.worktree,
        versions.map(({ blob }) => blob),
      );
      const found = versions.flatMap((version, index) => {
        const blob = blobs[index];
        return blob ? [fileVersion(version.commit, version.path, blob)] : [];
      });
      const lost = gap ?? (found.length < versions.length ? 'git does not have all the versions that it names' : null);
      return { found, gap: all.gap ?? lost };
    },
  };
}

/** Where git is and how far back it sees; null where there is nothing to ask. */
function stateOf(project: string): { worktree: string; gap: string | null } | null {
  const git = gitDirectory(project);
  if (git === null) return null;
  const { worktree } = git;
  const answer = queryGit(worktree, ['rev-parse', '--is-shallow-repository', '--verify', '--quiet', 'HEAD']);
  if (answer.kind === 'said') return { worktree, gap: answer.output.toString().startsWith('true') ? SHALLOW : null };
  // What `--verify --quiet` says where HEAD is no commit yet.
  if (answer.status === 1) return null;
  return { worktree, gap: answer.reason };
}

/** The project's own place in the repository, with `/` at its end; nothing at the top. */
function prefixOf(worktree: string, project: string): string {
  const path = relative(worktree, project).replaceAll('\\', '/');
  return path === '' ? '' : `${path}/`;
}

/** All files directly in a folder: the project's own and the repository's, or any of that name. */
function patternsOf(folder: string, where: Where, prefix: string): string[] {
  // Of the project itself a name alone says too little.
  if (folder === '') return [':(glob)*.md', `:(glob)${literal(prefix)}*.md`];
  if (where === 'anywhere') return [`:(glob)**/${literal(folder)}/*`];
  return [`:(glob)${literal(folder)}/*`, `:(glob)${literal(prefix + folder)}/*`];
}

function literal(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}

/** The last change of a ticket: of the project's own, else of any that ends so, since a project may have moved. */
function lastOf(ticket: string, own: string, changes: readonly FileChange[]): FileChange | undefined {
  const path = own.normalize('NFC');
  return (
    changes.find((change) => change.path.normalize('NFC') === path) ??
    changes.find((change) => `/${change.path.normalize('NFC')}`.endsWith(`/${ticket}`))
  );
}

/** Each content once, at its latest. */
function distinct(changes: readonly FileChange[]): (FileChange & { blob: string })[] {
  const seen = new Set<string>();
  return changes.flatMap((change) => {
    const { blob } = change;
    if (blob === null || seen.has(blob)) return [];
    seen.add(blob);
    return [{ ...change, blob }];
  });
}

function once<T>(ask: () => T): () => T {
  let answer: { value: T } | undefined;
  return () => {
    answer ??= { value: ask() };
    return answer.value;
  };
}
