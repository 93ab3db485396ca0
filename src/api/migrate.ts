import { dirname, join, relative } from 'node:path';
import { isStatus, STATUSES, type Status } from '../format/status.ts';
import { parseTimestamp } from '../format/timestamp.ts';
import { titleSlug } from '../format/title-slug.ts';
import { dropDraftsBeside } from '../store/drop-drafts-beside.ts';
import { fileKind } from '../store/file-kind.ts';
import { fileSystemError } from '../store/file-system-error.ts';
import { readFile } from '../store/read-file.ts';
import { type LegacyPlaces, readLegacyTracker } from '../store/read-legacy-tracker.ts';
import { readMigratedItems } from '../store/read-migrated-items.ts';
import { removeLegacyFiles } from '../store/remove-legacy-files.ts';
import { replaceBeside } from '../store/replace-beside.ts';
import { STAGING } from '../store/staging.ts';
import { takenSlugs } from '../store/taken-slugs.ts';
import { withNewRoot } from '../store/with-new-root.ts';
import type { LegacySources } from '../tickets/migration/legacy.ts';
import type {
  MigrationNote,
  MigrationOptions,
  MigrationPlan,
  MigrationProblem,
  PlannedItem,
  PlannedLine,
} from '../tickets/migration/migration-plan.ts';
import { planMigration } from '../tickets/migration/plan-migration.ts';
import { todoNotice } from '../tickets/migration/todo-notice.ts';
import { TicketsError } from '../tickets/tickets-error.ts';
import { whileLocked } from './change-item.ts';
import { createItems } from './create-items.ts';
import { type LegacyOptions, locateLegacy } from './legacy-project.ts';
import { type MigrationGit, migrationGit } from './migration-git.ts';
import { readSlugs } from './read-slugs.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';

export interface MigrateOptions {
  tickets?: string;
  todo?: string;
  /** `2026-05-27`. Default: today, UTC. */
  date?: string;
  /** A YAML file: source to slug. */
  slugs?: string;
  /** Of what is not checked off. Default: open. */
  status?: Status;
  /** Leave the sources where they are. */
  keep?: boolean;
  dryRun?: boolean;
}

export interface MigrateResult {
  root: string;
  /** Absolute: every source is relative to it. */
  project: string;
  dryRun: boolean;
  date: string;
  items: MigratedItemResult[];
  /** Why nothing can be written; empty unless it was a dry run. */
  problems: MigrationProblem[];
  notes: MigrationNote[];
  /** The files that were removed, or would be. */
  removed: string[];
  todo: {
    path: string;
    /** Whether a notice stands there now, or would. */
    replaced: boolean;
    /** Where the old text is kept, if git does not have it. */
    copy: string | null;
    lines: PlannedLine[];
  };
  /** Whether the result is in git's index. */
  staged: boolean;
}

export interface MigratedItemResult extends Omit<PlannedItem, 'files'> {
  /** False for an item that an earlier run made. */
  isNew: boolean;
}

/** The name of the copy of a TODO.md that git does not have. */
const COPY = 'TODO.before-migration.md';

interface Prepared {
  plan: MigrationPlan;
  git: MigrationGit;
  /** Where the old TODO.md has to be copied to. */
  copy: string | null;
}

/**
 * Makes work items of a legacy tracker, removes its files once the items are on disk and read back, and puts the result
 * into git's index. Throws a TicketsError `not-migrated`, with all `problems` in its details, before anything is written.
 */
export async function migrate(
  options: MigrateOptions,
  context: WorkspaceOptions & LegacyOptions,
): Promise<MigrateResult> {
  const places = locateLegacy({ ...context, tickets: options.tickets, todo: options.todo });
  const planOptions = readOptions(options, context);
  const first = await propose(places, prepare(places, planOptions, options));
  if (options.dryRun) return describe(places, first, { ...options, staged: false });
  refuse(first.plan);
  const done = isDone(first.plan);
  // Where there is nothing to carry over, no tree is made; in one that is there a killed run may have left its drafts.
  if (done && fileKind(join(places.root, STAGING)) !== 'directory')
    return describe(places, first, { ...options, staged: false });
  return withNewRoot(places.root, () => {
    const workspace = openWorkspace({ ...context, root: places.root });
    return whileLocked(workspace, () => {
      if (done) return describe(places, first, { ...options, staged: false });
      // Planned again: what was read before the lock may have changed.
      const prepared = prepare(places, planOptions, options);
      refuse(prepared.plan);
      const staged = apply(places, prepared, options, workspace.onProgress);
      return describe(places, prepared, { ...options, staged });
    });
  });
}

function readOptions(options: MigrateOptions, { cwd, now }: WorkspaceOptions & LegacyOptions): MigrationOptions {
  const { date = null, status = 'open', slugs } = options;
  if (date !== null && (!/^\d{4}-\d{2}-\d{2}$/.test(date) || parseTimestamp(`${date}T00:00:00Z`) === null)) {
    throw new TicketsError('usage', `--date cannot be '${date}'`, 'like 2026-05-27');
  }
  if (!isStatus(status)) throw new TicketsError('usage', `unknown status '${status}'`, `one of ${STATUSES.join(', ')}`);
  return {
    date,
    today: (now?.() ?? new Date()).toISOString().slice(0, 10),
    status,
    slugs: slugs === undefined ? new Map() : readSlugs(cwd, slugs),
    slugsName: slugs ?? null,
  };
}

function prepare(places: LegacyPlaces, options: MigrationOptions, { keep = false }: MigrateOptions): Prepared {
  const sources = readLegacyTracker(places);
  const { root } = places;
  const plan = planMigration({ sources, migrated: readMigratedItems(root), taken: takenSlugs(root) }, options);
  const git = migrationGit(places, plan);
  plan.problems.push(...git.problems);
  const replaces = plan.replacesTodo && !keep;
  const copy = replaces && plan.hasOtherText && !git.hasTodo ? copyPath(places) : null;
  if (copy !== null) checkCopy(places, sources, copy, plan.problems);
  if (replaces && plan.hasOtherText) plan.notes.push(noteOnTodo(places, plan, copy));
  return { plan, git, copy };
}

function copyPath({ todoPath }: LegacyPlaces): string {
  const directory = dirname(todoPath);
  return directory === '.' ? COPY : `${directory}/${COPY}`;
}

function checkCopy(
  { project }: LegacyPlaces,
  { todo }: LegacySources,
  copy: string,
  problems: MigrationProblem[],
): void {
  const read = readFile(join(project, copy));
  const isSame = read.kind === 'read' && todo && 'file' in todo && read.bytes.equals(todo.file.bytes);
  if (read.kind === 'missing' || isSame) return;
  const message = `${copy} is there already, with another text`;
  problems.push({ code: 'occupied', source: copy, line: null, message, hint: 'move it away, or commit TODO.md' });
}

/** Headings, groups and the words of links are in no item: where they are to be found. */
function noteOnTodo({ todoPath }: LegacyPlaces, { lines }: MigrationPlan, copy: string | null): MigrationNote {
  const count = lines.filter(({ kind, item }) => kind !== 'blank' && item === null).length;
  const inNoItem = count === 1 ? '1 line that is in no item' : `${count} lines that are in no item`;
  const what = `${todoPath} as it was${count === 0 ? '' : `, with ${inNoItem},`}`;
  return copy === null
    ? { code: 'todo-committed', source: todoPath, line: null, message: `${what} stays in git's history` }
    : { code: 'todo-copied', source: todoPath, line: null, message: `${what} is copied to ${copy}` };
}

/** A proposal for every slug that a person has to give. */
async function propose({ root }: LegacyPlaces, prepared: Prepared): Promise<Prepared> {
  const taken = new Set([...takenSlugs(root).keys(), ...prepared.plan.items.map(({ slug }) => slug)]);
  for (const problem of prepared.plan.problems) {
    if (problem.code !== 'no-slug' && problem.code !== 'slug-taken') continue;
    const spoken = await titleSlug(problem.source.replace(/^.*\/|\.md$/g, ''));
    let slug = spoken;
    for (let count = 2; taken.has(slug); count += 1) slug = `${spoken}-${count}`;
    taken.add(slug);
    problem.slugLine = `${JSON.stringify(problem.source)}: ${slug}`;
  }
  return prepared;
}

function refuse({ problems }: MigrationPlan): void {
  const [first, ...more] = problems;
  if (!first) return;
  const [message, hint] =
    more.length === 0
      ? [`${first.message}; nothing was written`, first.hint]
      : [`${problems.length} things are in the way; nothing was written`, '`tickets migrate --dry-run` shows the plan'];
  throw new TicketsError('not-migrated', message, hint, { problems });
}

function isDone({ items, removals, replacesTodo }: MigrationPlan): boolean {
  return items.length === 0 && removals.length === 0 && !replacesTodo;
}

/** Writes, reads back, stages, and only then removes. Whatever ends it between two steps, the next run goes on there. */
function apply(
  places: LegacyPlaces,
  prepared: Prepared,
  { keep = false }: MigrateOptions,
  onProgress: Workspace['onProgress'],
): boolean {
  const { root, project, todoPath, ticketsPath } = places;
  const { plan, git, copy } = prepared;
  const made = plan.items.flatMap(({ status, id, files }) => (files ? [{ item: { status, id }, files }] : []));
  const notice = todoNotice(relative(dirname(join(project, todoPath)), root), plan.date);
  const old = readFile(join(project, todoPath));
  const oldTodo = old.kind === 'read' ? old.bytes : Buffer.alloc(0);
  createItems(root, made, onProgress);
  if (copy !== null) replaceOutside(join(project, copy), oldTodo);
  stage(git, { keep, copy });
  if (!keep) {
    removeLegacyFiles(project, ticketsPath, plan.removals);
    if (plan.replacesTodo) replaceOutside(join(project, todoPath), notice);
  }
  return git.stage !== null;
}

function stage(git: MigrationGit, options: { keep: boolean; copy: string | null }): void {
  try {
    git.stage?.(options);
  } catch (error) {
    if (!(error instanceof TicketsError)) throw error;
    const hint = 'all items are written, and no source is gone: the same command goes on there';
    throw new TicketsError(error.code, error.message, hint);
  }
}

/** Clears away the drafts of killed runs, too. */
function replaceOutside(path: string, content: string | Uint8Array): void {
  try {
    dropDraftsBeside(path, [content]);
    replaceBeside(path, content);
  } catch (error) {
    throw fileSystemError(error, path, { done: 'all items are written', hint: 'run the same command again' });
  }
}

function describe(
  { root, project, todoPath }: LegacyPlaces,
  { plan, copy }: Prepared,
  { keep = false, dryRun = false, staged }: MigrateOptions & { staged: boolean },
): MigrateResult {
  return {
    root,
    project,
    dryRun,
    date: plan.date,
    items: plan.items.map(({ files, ...item }) => ({ ...item, isNew: files !== null })),
    problems: plan.problems,
    notes: plan.notes,
    removed: keep ? [] : plan.removals.map(({ path }) => path),
    todo: { path: todoPath, replaced: plan.replacesTodo && !keep, copy, lines: plan.lines },
    staged,
  };
}
