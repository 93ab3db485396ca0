import type { TextEdit } from '../format/edit-field.ts';
import type { Repair } from '../tickets/repair.ts';
import type { CheckedFile } from '../tickets/tree.ts';
import type { FixSummary } from './finding.ts';
import { ownText } from './own-text.ts';

/** A repair of one finding. */
export interface Fix extends FixSummary {
  repairs: Repair[];
}

/** The repair that makes edits in a file that was checked. */
export function editFile(file: CheckedFile, edits: readonly TextEdit[]): Repair {
  return {
    type: 'edit',
    path: file.path,
    edits: edits.map(({ start, end, text }) => {
      const expected = ownText(file.text.slice(start, end));
      return { start, end, text: ownText(text), expected };
    }),
  };
}
