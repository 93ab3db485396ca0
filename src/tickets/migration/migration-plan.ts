import type { Verdict } from '../../format/event-kinds.ts';
import type { Status } from '../../format/status.ts';
import type { LegacyFile, LegacySources, MigratedItem } from './legacy.ts';
import type { TodoKind } from './parse-todo.ts';

export interface MigrationOptions {
  /** `2026-05-27`; null: that of the items that an earlier run made, else today. */
  date: string | null;
  today: string;
  /** The status of what is not checked off. */
  status: Status;
  /** Slugs that a person gave, by their source. */
  slugs: ReadonlyMap<string, { slug: string; line: number }>;
  /** The name of the slugs file, for messages. */
  slugsName: string | null;
}

/** What a migration finds: sources, the items of earlier runs, and every slug that is taken, with its item. */
export interface MigrationInputs {
  sources: LegacySources;
  migrated: readonly MigratedItem[];
  taken: ReadonlyMap<string, string>;
}

/** Why the migration is refused, one a source. Codes are API. */
export interface MigrationProblem {
  code:
    | 'unreadable'
    | 'no-title'
    | 'no-slug'
    | 'bad-slug'
    | 'slug-taken'
    | 'twice'
    | 'name'
    | 'empty'
    | 'sub-directory'
    | 'orphan-review'
    | 'unknown-box'
    | 'differs'
    | 'unwritable'
    | 'too-many'
    | 'occupied'
    | 'git';
  source: string;
  /** 1-based, in TODO.md or the slugs file. */
  line: number | null;
  message: string;
  hint: string;
  /** For `no-slug` and `slug-taken`: a line for the slugs file, with a proposal. */
  slugLine?: string;
}

/** Something to know that stops nothing. */
export interface MigrationNote {
  code:
    | 'no-todo-line'
    | 'dangling-link'
    | 'several-lines'
    | 'no-verdict'
    | 'checked-off'
    | 'left'
    | 'unused-slug'
    | 'todo-copied'
    | 'todo-committed'
    | 'not-staged';
  source: string;
  line: number | null;
  message: string;
}

export interface PlannedItem {
  /** The ticket's path, or what the TODO line says. */
  source: string;
  /** Of a TODO line, 1-based. */
  line: number | null;
  id: string;
  slug: string;
  title: string;
  status: Status;
  review: { path: string; verdict: Verdict | null } | null;
  /** What is to be written; null for an item that an earlier run made. */
  files: Record<string, string> | null;
}

/** A line of TODO.md, and the item that has its text. */
export interface PlannedLine {
  line: number;
  kind: TodoKind;
  text: string;
  item: string | null;
}

export interface MigrationPlan {
  date: string;
  items: PlannedItem[];
  problems: MigrationProblem[];
  notes: MigrationNote[];
  /** The files that go once their items are on disk. */
  removals: LegacyFile[];
  /** Every line of TODO.md. */
  lines: PlannedLine[];
  /** Whether TODO.md becomes a notice: it lists or links what is in items now. */
  replacesTodo: boolean;
  /** Whether TODO.md has text that is in no item. */
  hasOtherText: boolean;
}
