export type { CheckOptions, CheckResult, CheckSummary } from './api/check.ts';
export type { CheckWithLogOptions } from './api/check-with-log.ts';
export type { CreateOptions } from './api/create.ts';
export type { HistoryEntry, HistoryOptions, HistoryResult } from './api/history.ts';
export type { ImportResult } from './api/import.ts';
export type { InsightOptions, InsightResult, ItemInsight } from './api/insight.ts';
export type {
  ClaimJson,
  DoctorJson,
  EditJson,
  ErrorJson,
  EventJson,
  ExportJson,
  HistoryJson,
  ImportJson,
  InitJson,
  InsightJson,
  ItemInsightJson,
  JsonDocument,
  ListJson,
  LogJson,
  MergeDriverJson,
  MigrateJson,
  NewJson,
  NoteJson,
  RedactJson,
  ResolveJson,
  ReviewJson,
  SearchJson,
  SetupJson,
  ShowJson,
  StatusJson,
  SyncJson,
  UnlockJson,
  VerifyJson,
} from './api/json-shapes.ts';
export type { ListOptions, ListResult, SortKey } from './api/list.ts';
export type { LogEntry, LogOptions, LogResult } from './api/log.ts';
export type { MigrateOptions, MigrateResult } from './api/migrate.ts';
export type { SearchMatch, SearchOptions, SearchResult } from './api/search.ts';
export { type AtRevision, Tickets } from './api/tickets.ts';
export type { VerifyOptions, VerifyResult } from './api/verify.ts';
export type { WorkspaceOptions } from './api/workspace.ts';
export type { ClaimOptions, WriteOptions } from './api/write.ts';
export type { Finding, Severity } from './doctor/finding.ts';
export type { EventAttribute } from './format/event-header.ts';
export type { Verdict } from './format/event-kinds.ts';
export { type ItemFields, type ItemFile, parseItemFile } from './format/item-file.ts';
export type { Problem } from './format/problem.ts';
export { STATUSES, type Status } from './format/status.ts';
export { parseThread, serializeThread, type Thread, type ThreadEvent } from './format/thread.ts';
export type { EventResult, NoteKind } from './tickets/add-event.ts';
export type { StatusResult } from './tickets/change-status.ts';
export type { ClaimResult } from './tickets/claim-item.ts';
export type { CreateResult } from './tickets/create-item.ts';
export type { Digest, Outcome, Participant, Waiting } from './tickets/digest/digest.ts';
export type { EditResult, ItemEdit } from './tickets/edit-item.ts';
export type { ItemDetail, ItemSummary } from './tickets/item.ts';
export type { RedactResult } from './tickets/redact-text.ts';
export { type ErrorCode, TicketsError } from './tickets/tickets-error.ts';
