export type Severity = 'error' | 'warning' | 'hint';

/** Something that a rule found. */
export interface Finding {
  /** Stable for ever: `group/name`. */
  rule: string;
  severity: Severity;
  /** Relative to the root; with `../` for files of the legacy tracker, which are in the project. */
  path: string;
  /** 1-based; null where the finding is about a whole file or directory. */
  line: number | null;
  /** The id of the item; null for the tree as a whole. */
  item: string | null;
  message: string;
}
