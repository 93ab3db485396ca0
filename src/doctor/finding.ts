export type Severity = 'error' | 'warning' | 'hint';

/** Something that a rule found, and where. */
export interface Finding {
  /** Stable for ever: `group/name`. */
  rule: string;
  severity: Severity;
  /** Relative to the project, with `/`. */
  path: string;
  /** 1-based, as are all positions; null where the finding is about a whole file or directory. Columns count UTF-16 units. */
  line: number | null;
  column: number | null;
  endLine: number | null;
  endColumn: number | null;
  /** The id of the item; null for the tree as a whole. */
  item: string | null;
  /**
   * The line that it points at, as it is in the file; null where there is none to show: a whole file, a rule over the
   * whole tree, a line beyond any screen, or one with a secret in it.
   */
  source: string | null;
  message: string;
  /** What to do about it. */
  help: string;
  /** Where the rule is explained, relative to the package: `docs/rules/group/name.md`. */
  docs: string;
  fix: FixSummary | null;
  /** The same for the same fault after lines were added above it. */
  fingerprint: string;
}

export interface FixSummary {
  safety: FixSafety;
  /** What it does, in a few words: `quote the value`. */
  description: string;
}

/** Safe: no reader sees another value afterwards, or a text is back that was surely lost. Unsafe: someone should look. */
export type FixSafety = 'safe' | 'unsafe';
