/** Why a request could not be carried out. Codes are API; messages are not. */
export type ErrorCode =
  | 'usage'
  | 'config'
  | 'no-root'
  | 'other-layout'
  | 'not-found'
  | 'ambiguous'
  | 'unreadable'
  | 'invalid-value'
  | 'empty-body'
  | 'already-closed'
  | 'already-there'
  | 'not-closed'
  | 'claimed'
  | 'slug-taken'
  | 'exists'
  | 'conflict'
  | 'editor'
  | 'locked'
  | 'not-migrated'
  | 'not-imported'
  | 'git'
  | 'sync'
  | 'file-system'
  | 'partly-applied';

/** A request that is impossible, told to the user in one line each. Anything else that is thrown is a bug. */
export class TicketsError extends Error {
  readonly code: ErrorCode;
  /** What to do about it. */
  readonly hint: string | undefined;
  /** Facts for `--json`, such as the candidates of an ambiguous reference. */
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, hint?: string, details?: Record<string, unknown>) {
    super(message);
    this.name = 'TicketsError';
    this.code = code;
    this.hint = hint;
    this.details = details;
  }
}
