import type { FixSummary, Severity } from '../doctor/finding.ts';
import type { Verdict } from '../format/event-kinds.ts';
import type { ThreadEvent } from '../format/thread.ts';
import type { EventResult } from '../tickets/add-event.ts';
import type { StatusResult } from '../tickets/change-status.ts';
import type { ClaimResult } from '../tickets/claim-item.ts';
import type { CreateResult } from '../tickets/create-item.ts';
import type { EditResult } from '../tickets/edit-item.ts';
import type { ExportedTree } from '../tickets/exported-tree.ts';
import type { ItemDetail } from '../tickets/item.ts';
import type { RedactResult } from '../tickets/redact-text.ts';
import type { ErrorCode } from '../tickets/tickets-error.ts';
import type { CheckResult } from './check.ts';
import type { HistoryResult } from './history.ts';
import type { ImportResult } from './import.ts';
import type { InitResult } from './init.ts';
import type { InsightResult, ItemInsight } from './insight.ts';
import type { ListResult } from './list.ts';
import type { LogEntry, LogResult } from './log.ts';
import type { DriverResult } from './merge-driver.ts';
import type { MigrateResult } from './migrate.ts';
import type { ResolveResult } from './resolve.ts';
import type { SearchResult } from './search.ts';
import type { SetupResult } from './setup.ts';
import type { SyncResult } from './sync.ts';
import type { UnlockResult } from './unlock.ts';
import type { VerifyResult } from './verify.ts';

/** The version of the shapes that `--json` prints. New keys may come within a version; none goes or changes. */
export const SCHEMA_VERSION = 1;

/** What `--json` prints: one of these, with the version beside its keys. Documented in docs/json.md. */
export type JsonDocument<Shape> = { schemaVersion: typeof SCHEMA_VERSION } & Shape;

/** An event of a log. All attributes of its header are in `attributes`, in the header's order. */
export type EventJson = Omit<ThreadEvent, 'raw'>;

export interface Rooted {
  /** Absolute path of the directory with open/, pending/ and closed/; every other path is relative to it. */
  root: string;
}

export type InitJson = InitResult;
export type NewJson = Rooted & { item: CreateResult & { path: string } };
export type ListJson = ListResult;
export type InsightJson = InsightResult;
export type ItemInsightJson = ItemInsight;
export type ShowJson = Rooted & { item: Omit<ItemDetail, 'events'> & { events: EventJson[] } };
export type SearchJson = SearchResult;
export type LogJson = Omit<LogResult, 'entries'> & { entries: (Omit<LogEntry, 'event'> & { event: EventJson })[] };
export type NoteJson = Rooted & EventResult;
export type ReviewJson = NoteJson & { verdict: Verdict };
export type StatusJson = Rooted & StatusResult;
export type ClaimJson = Rooted & ClaimResult;
export type UnlockJson = Rooted & UnlockResult;
export type EditJson = Rooted & EditResult;
export type RedactJson = Rooted & RedactResult;
export type VerifyJson = VerifyResult;
export type SetupJson = SetupResult;
export type SyncJson = SyncResult;
export type HistoryJson = HistoryResult;
/** `fixed`: how many findings were repaired, where that was asked for. */
export type DoctorJson = CheckResult & { fixed?: number };
export type MigrateJson = MigrateResult;
export type ExportJson = ExportedTree;
/** Of an export into a file: its absolute path, and how many items it has. */
export type ExportToFileJson = Pick<ExportedTree, 'problems'> & { output: string; items: number };
export type ImportJson = ImportResult;
/** What `doctor --diff` would repair. `unread`: as in a check. */
export type DoctorDiffJson = Rooted & { fixed: number; files: string[]; unread: number };

/** What `doctor --write-baseline` wrote: the file as it was named, and how many findings are in it. `unread`: as in a check. */
export type BaselineJson = Rooted & { baseline: string; findings: number; unread: number };

export type ResolveJson = ResolveResult & { dryRun: boolean };
export type MergeDriverJson = DriverResult;

export interface RuleJson {
  id: string;
  severity: Severity;
  summary: string;
  why: string;
  help: string;
  fix: FixSummary | null;
}

export interface ErrorJson {
  error: {
    /** `fault` is a bug in the program. */
    code: ErrorCode | 'fault';
    message: string;
    hint: string | null;
    /** The items that an ambiguous reference fits, under `candidates`. */
    details?: Record<string, unknown>;
  };
}

export interface HelpJson {
  help: string;
}

export interface VersionJson {
  version: string;
}

/** The script for a shell or, for that script, what may stand in place of the word that is typed. */
export type CompletionJson =
  | { shell: string; script: string }
  | {
      shell: string;
      candidates: { value: string; description: string }[];
      paths: 'files' | 'directories' | null;
    };

/** The guide for coding agents, or what became of the block that names it. */
export type GuideJson =
  | { topic: string; guide: string }
  | {
      /** Absolute path of the file with the block. */
      file: string;
      version: string;
      state: 'up-to-date' | 'outdated' | 'missing' | 'written';
    };

/** What each command answers, by its name: the one list that schema/output/ is made from. */
export interface JsonOutputs {
  init: InitJson;
  completion: CompletionJson;
  guide: GuideJson;
  new: NewJson;
  list: ListJson;
  show: ShowJson;
  search: SearchJson;
  log: LogJson;
  insight: InsightJson | ItemInsightJson;
  history: HistoryJson;
  comment: NoteJson;
  plan: NoteJson;
  decide: NoteJson;
  report: NoteJson;
  review: ReviewJson;
  edit: EditJson;
  redact: RedactJson;
  claim: ClaimJson;
  unclaim: ClaimJson;
  status: StatusJson;
  close: StatusJson;
  reopen: StatusJson;
  doctor: DoctorJson | DoctorDiffJson | BaselineJson | { rule: RuleJson } | { rules: RuleJson[] };
  setup: SetupJson;
  unlock: UnlockJson;
  migrate: MigrateJson;
  export: ExportJson | ExportToFileJson;
  import: ImportJson;
  verify: VerifyJson;
  sync: SyncJson;
  resolve: ResolveJson;
  'merge-driver': MergeDriverJson;
  help: HelpJson;
  version: VersionJson;
}

export type JsonShape = JsonOutputs[keyof JsonOutputs];

/** An event without the raw text that it was read from. */
export function eventJson({ raw: _raw, ...event }: ThreadEvent): EventJson {
  return event;
}
