import type { TextEdit } from '../format/edit-field.ts';

/** One step of a repair. No step deletes text that stands nowhere else. Paths are relative to the root. */
export type Repair =
  /** Replaces ranges of a text. `expected` is what stands there: a file that has changed since is left alone. */
  | { type: 'edit'; path: string; edits: readonly ExpectedEdit[] }
  /** Makes a file that is not there, and the directories above it. */
  | { type: 'make-file'; path: string; text: string };

export interface ExpectedEdit extends TextEdit {
  expected: string;
}
