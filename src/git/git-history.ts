import { relative } from 'node:path';
import { decodeText } from '../format/decode-text.ts';
import { isStatus } from '../format/status.ts';
import type { FileVersion, History, Seen } from '../tickets/history.ts';
import { type FileChange, fileChanges } from './file-changes.ts';
import { gitDirectory } from './git-directory.ts';
import { readBlobs } from './read-blobs.ts';
import { runGit } from './run-git.ts';

/** Tickets stood in one folder or two; each takes a walk through all commits. */
const MOST_FOLDERS = 8;

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

  function changesIn(folder: string): Seen<FileChange[]> | null {
    const repository = state();
    if (repository === null) return null;
    const { worktree, gap } = repository;
    let changes = folders.get(folder);
    if (!changes) {
      changes =
        folders.size < MOST_FOLDERS
          ? fileChanges(worktree, ['HEAD'], patternsOf(folder, prefixOf(worktree, project)))
          : { found: [], gap: `the legacy tickets are in more than ${MOST_FOLDERS} folders` };
      folders.set(folder, changes);
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
      const answer = repository && runGit(repository.worktree, ['rev-list', '--count', 'HEAD']);
      return answer?.kind === 'said' ? Number(answer.output.toString()) : null;
    }),

    namesIn: (folder) => {
      const changes = changesIn(folder);
      if (changes === null) return null;
      const names = changes.found.map(({ path }) => path.slice(path.lastIndexOf('/') + 1).normalize('NFC'));
      return { found: new Set(names), gap: changes.gap };
    },

    reviewOf: (ticket) => {
      const repository = state();
      const changes = changesIn(ticket.slice(0, Math.max(0, ticket.lastIndexOf('/'))));
      if (repository === null || changes === null) return null;
      const { worktree } = repository;
      const last = lastOf(ticket, changes.found, prefixOf(worktree, project));
      const path = last?.path.replace(/\.md$/, '.review.md');
      if (!last || !changes.found.some((change) => change.path === path)) return { found: null, gap: changes.gap };
      const removal = changes.found.find((change) => change.path === last.path && change.blob === null);
      const before = removal?.parents[0];
      const names = [`HEAD:${last.path}`, `HEAD:${path}`, ...(before ? [`${before}:${path}`] : [])];
      const { found: blobs, gap } = readBlobs(worktree, names);
      const [still, reviewNow, reviewBefore] = blobs;
      const review = still ? reviewNow : reviewBefore;
      const version = review && versionOf({ commit: still ? 'HEAD' : (before ?? ''), path: path ?? '' }, review);
      return { found: version ?? null, gap: changes.gap ?? gap };
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
        return blob ? [versionOf(version, blob)] : [];
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
  const answer = runGit(worktree, ['rev-parse', '--is-shallow-repository', '--verify', '--quiet', 'HEAD']);
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

/** All files directly in a folder. Of the project itself only where it is now: a name alone says too little. */
function patternsOf(folder: string, prefix: string): string[] {
  if (folder === '') return [':(glob)*.md', `:(glob)${literal(prefix)}*.md`];
  return [`:(glob)**/${literal(folder)}/*`];
}

function literal(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}

/** The last change of a ticket: of the project's own, else of any that ends so, since a project may have moved. */
function lastOf(ticket: string, changes: readonly FileChange[], prefix: string): FileChange | undefined {
  const own = (prefix + ticket).normalize('NFC');
  return (
    changes.find(({ path }) => path.normalize('NFC') === own) ??
    changes.find(({ path }) => `/${path.normalize('NFC')}`.endsWith(`/${ticket}`))
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

function versionOf(
  { commit, path }: { commit: string; path: string },
  blob: { id: string; bytes: Uint8Array },
): FileVersion {
  const { text, validUtf8 } = decodeText(blob.bytes);
  return { commit, path, blob: blob.id, text: validUtf8 ? text : null };
}

function once<T>(ask: () => T): () => T {
  let answer: { value: T } | undefined;
  return () => {
    answer ??= { value: ask() };
    return answer.value;
  };
}
