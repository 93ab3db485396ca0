import { resolve } from 'node:path';
import type { Verdict } from '../format/event-kinds.ts';
import { STATUSES, type Status } from '../format/status.ts';
import { initRoot } from '../store/init-root.ts';
import type { EventResult, NoteKind } from '../tickets/add-event.ts';
import type { StatusResult } from '../tickets/change-status.ts';
import type { ClaimResult } from '../tickets/claim-item.ts';
import type { CreateResult } from '../tickets/create-item.ts';
import type { EditResult, ItemEdit } from '../tickets/edit-item.ts';
import type { ItemDetail } from '../tickets/item.ts';
import type { RedactResult } from '../tickets/redact-text.ts';
import type { CheckResult } from './check.ts';
import { checkArgument, checkOptions, type Expected } from './check-options.ts';
import { type CheckWithLogOptions, checkWithLog } from './check-with-log.ts';
import { type CreateOptions, create } from './create.ts';
import { exportTree } from './export.ts';
import { type HistoryOptions, type HistoryResult, history } from './history.ts';
import { type ImportResult, importTree } from './import.ts';
import { type InsightOptions, type InsightResult, type ItemInsight, insight, itemInsight } from './insight.ts';
import { type ExportJson, type JsonDocument, SCHEMA_VERSION } from './json-shapes.ts';
import { type ListOptions, type ListResult, list, listAt, SORT_KEYS } from './list.ts';
import { VERDICT_CHOICES, WAITING_CHOICES } from './list-by-log.ts';
import { type LogOptions, type LogResult, log, logAt } from './log.ts';
import { type MigrateOptions, type MigrateResult, migrate } from './migrate.ts';
import { type SearchOptions, type SearchResult, search } from './search.ts';
import { show, showAt } from './show.ts';
import { type VerifyOptions, type VerifyResult, verify } from './verify.ts';
import { type Environment, openWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';
import {
  type ClaimOptions,
  claim,
  close,
  edit,
  redact,
  reopen,
  setStatus,
  unclaim,
  type WriteOptions,
  writeEvent,
} from './write.ts';

const STATUS_OR_ALL = [...STATUSES, 'all'];
const LIST_OPTIONS = {
  status: STATUS_OR_ALL,
  labels: 'strings',
  kind: 'string',
  priority: 'string',
  assignee: 'string',
  author: 'string',
  sort: SORT_KEYS,
  waiting: WAITING_CHOICES,
  verdict: VERDICT_CHOICES,
  idle: 'date',
  reverse: 'boolean',
  limit: 'count',
} as const satisfies Record<keyof ListOptions, Expected>;
const SEARCH_OPTIONS = {
  status: STATUS_OR_ALL,
  caseSensitive: 'boolean',
  limit: 'count',
} as const satisfies Record<keyof SearchOptions, Expected>;
const LOG_OPTIONS = {
  since: 'date',
  author: 'string',
  kind: 'string',
  limit: 'count',
} as const satisfies Record<keyof LogOptions, Expected>;
const INSIGHT_OPTIONS = {
  status: STATUS_OR_ALL,
  labels: 'strings',
  kind: 'string',
  priority: 'string',
  assignee: 'string',
  author: 'string',
  since: 'date',
} as const satisfies Record<keyof InsightOptions, Expected>;
const CHECK_OPTIONS = {
  refs: 'strings',
  staged: 'boolean',
  since: 'string',
  baseline: 'string',
  base: 'string',
} as const satisfies Record<keyof CheckWithLogOptions, Expected>;
const VERIFY_OPTIONS = {
  base: 'string',
  head: 'string',
  mergeBase: 'boolean',
} as const satisfies Record<keyof VerifyOptions, Expected>;
const CREATE_OPTIONS = {
  title: 'string',
  slug: 'string',
  kind: 'string',
  priority: 'string',
  labels: 'strings',
  assignee: 'string',
  body: 'string',
  author: 'string',
} as const satisfies Record<keyof CreateOptions, Expected>;
const MIGRATE_OPTIONS = {
  tickets: 'string',
  todo: 'string',
  date: 'string',
  slugs: 'string',
  status: STATUSES,
  keep: 'boolean',
  dryRun: 'boolean',
} as const satisfies Record<keyof MigrateOptions, Expected>;
const EDIT_OPTIONS = {
  title: 'string',
  slug: 'string',
  kind: 'string',
  priority: 'string',
  assignee: 'string',
  addLabels: 'strings',
  removeLabels: 'strings',
  body: 'string',
} as const satisfies Record<keyof ItemEdit, Expected>;

/** Read from a commit, without a checkout. Default: from the files. */
export interface AtRevision {
  rev?: string;
}

function checkText(ref: unknown, body: unknown, options: object, more: Record<string, Expected> = {}): void {
  checkArgument('ref', ref, 'string');
  checkArgument('the text', body, 'string');
  checkOptions(options, { author: 'string', ...more });
}

function withProcess(where: WorkspaceOptions): WorkspaceOptions & { cwd: string; env: Environment } {
  return { ...where, cwd: where.cwd ?? process.cwd(), env: where.env ?? process.env };
}

/**
 * The operations of the command line, for programs. Every method throws a TicketsError, with a `code` and often a
 * `hint`, for a request that cannot be carried out. What a method resolved to is on disk.
 *
 * `ref` is an id, a slug, or a unique start or end of an id.
 */
export class Tickets {
  readonly #workspace: Workspace;

  private constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Finds the work items from `root`, or from `cwd` and `env` as the command line does. */
  static async open(options: WorkspaceOptions = {}): Promise<Tickets> {
    return new Tickets(openWorkspace(options));
  }

  /** Makes the three status directories in `root`, those that are missing, and opens it. */
  static async init(root: string, options: Omit<WorkspaceOptions, 'root'> = {}): Promise<Tickets> {
    initRoot(resolve(options.cwd ?? process.cwd(), root));
    return Tickets.open({ ...options, root });
  }

  /**
   * Makes work items of a legacy TODO.md and its tickets, in the root that `where` names or leads to; it need not be there.
   * Throws a TicketsError `not-migrated`, with `problems` in its details, before anything is written.
   */
  static async migrate(options: MigrateOptions = {}, where: WorkspaceOptions = {}): Promise<MigrateResult> {
    checkOptions(options, MIGRATE_OPTIONS);
    return migrate(options, withProcess(where));
  }

  /** The absolute path of the directory that holds open/, pending/ and closed/. */
  get root(): string {
    return this.#workspace.root.path;
  }

  async list({ rev, ...options }: ListOptions & AtRevision = {}): Promise<ListResult> {
    checkOptions({ rev, ...options }, { ...LIST_OPTIONS, rev: 'string' });
    return rev === undefined ? list(this.#workspace, options) : listAt(this.#workspace, rev, options);
  }

  async show(ref: string, { rev, ...options }: AtRevision = {}): Promise<ItemDetail> {
    checkArgument('ref', ref, 'string');
    checkOptions({ rev, ...options }, { rev: 'string' });
    return rev === undefined ? show(this.#workspace, ref) : showAt(this.#workspace, rev, ref);
  }

  /** What the logs of all items say together, in numbers, or of those that fit. */
  async insight(options: InsightOptions = {}): Promise<InsightResult> {
    checkOptions(options, INSIGHT_OPTIONS);
    return insight(this.#workspace, options);
  }

  /** What the log of one item says. */
  async itemInsight(ref: string): Promise<ItemInsight> {
    checkArgument('ref', ref, 'string');
    return itemInsight(this.#workspace, ref);
  }

  async search(text: string, options: SearchOptions = {}): Promise<SearchResult> {
    checkArgument('text', text, 'string');
    checkOptions(options, SEARCH_OPTIONS);
    return search(this.#workspace, text, options);
  }

  async log({ rev, ...options }: LogOptions & AtRevision = {}): Promise<LogResult> {
    checkOptions({ rev, ...options }, { ...LOG_OPTIONS, rev: 'string' });
    return rev === undefined ? log(this.#workspace, options) : logAt(this.#workspace, rev, options);
  }

  /** Who changed what of an item, in which commit. */
  async history(ref: string, options: HistoryOptions = {}): Promise<HistoryResult> {
    checkArgument('ref', ref, 'string');
    checkOptions(options, { rev: 'string', limit: 'count' });
    return history(this.#workspace, ref, options);
  }

  async check(options: CheckWithLogOptions = {}): Promise<CheckResult> {
    checkOptions(options, CHECK_OPTIONS);
    return checkWithLog(this.#workspace, options);
  }

  /** Proves that the logs only grew between two commits. */
  async verify(options: VerifyOptions): Promise<VerifyResult> {
    checkOptions(options, VERIFY_OPTIONS);
    checkArgument('base', options.base, 'string');
    return verify(this.#workspace, options);
  }

  /** Everything, as the JSON document that `import` takes: `JSON.stringify` makes the text of it. */
  async export(): Promise<JsonDocument<ExportJson>> {
    return { schemaVersion: SCHEMA_VERSION, ...exportTree(this.#workspace) };
  }

  /**
   * Brings the JSON of an export into this tree. Throws a TicketsError `not-imported`, before anything is written, for what is
   * no export and for what would overwrite something.
   */
  async import(json: string | Uint8Array, options: { dryRun?: boolean } = {}): Promise<ImportResult> {
    if (!(json instanceof Uint8Array)) checkArgument('json', json, 'string');
    checkOptions(options, { dryRun: 'boolean' });
    const workspace = { ...this.#workspace, root: this.root };
    return importTree(Buffer.from(json as Uint8Array), 'the export', options, workspace);
  }

  async create(options: CreateOptions): Promise<CreateResult> {
    checkOptions(options, CREATE_OPTIONS);
    checkArgument('title', options.title, 'string');
    return create(this.#workspace, options);
  }

  async comment(ref: string, body: string, options: WriteOptions & { kind?: NoteKind } = {}): Promise<EventResult> {
    checkText(ref, body, options, { kind: 'string' });
    return writeEvent(this.#workspace, ref, { kind: options.kind ?? 'comment', body }, options);
  }

  async review(ref: string, verdict: Verdict, body: string, options: WriteOptions = {}): Promise<EventResult> {
    checkText(ref, body, options);
    return writeEvent(this.#workspace, ref, { kind: 'review', verdict, body }, options);
  }

  async setStatus(ref: string, status: Status, options: WriteOptions & { body?: string } = {}): Promise<StatusResult> {
    const { body } = options;
    checkText(ref, body ?? '', options, { body: 'string' });
    return setStatus(this.#workspace, ref, { status, ...(body !== undefined && { body }) }, options);
  }

  async close(ref: string, resolution: string, options: WriteOptions = {}): Promise<StatusResult> {
    checkText(ref, resolution, options);
    return close(this.#workspace, ref, resolution, options);
  }

  async reopen(ref: string, body: string, options: WriteOptions = {}): Promise<StatusResult> {
    checkText(ref, body, options);
    return reopen(this.#workspace, ref, body, options);
  }

  /** Takes the text out of an event: its id, or its number in the log. */
  async redact(ref: string, event: string, reason: string, options: WriteOptions = {}): Promise<RedactResult> {
    checkText(ref, reason, options);
    checkArgument('event', event, 'string');
    return redact(this.#workspace, ref, { event, reason }, options);
  }

  async edit(ref: string, changes: ItemEdit, options: WriteOptions = {}): Promise<EditResult> {
    checkText(ref, '', options);
    checkOptions(changes, EDIT_OPTIONS);
    return edit(this.#workspace, ref, changes, options);
  }

  /** Makes the author the assignee. Throws `claimed` where somebody else is, unless `force`. */
  async claim(ref: string, options: ClaimOptions = {}): Promise<ClaimResult> {
    checkText(ref, '', options, { force: 'boolean' });
    return claim(this.#workspace, ref, options);
  }

  async unclaim(ref: string, options: ClaimOptions = {}): Promise<ClaimResult> {
    checkText(ref, '', options, { force: 'boolean' });
    return unclaim(this.#workspace, ref, options);
  }
}
