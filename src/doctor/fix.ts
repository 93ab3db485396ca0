import type { TextEdit } from '../format/edit-field.ts';
import type { FixSummary } from './finding.ts';

/** One step of a repair. No step deletes text that exists nowhere else. */
export type Repair =
  /** Replaces ranges of a text file's text as it was when it was checked. */
  | { type: 'edit'; path: string; edits: readonly TextEdit[] }
  /** Makes a directory, or a file that is not there. */
  | { type: 'make-directory'; path: string }
  | { type: 'make-file'; path: string; text: string };

/** A repair of one finding. Paths are relative to the root. */
export interface Fix extends FixSummary {
  repairs: Repair[];
}
