// Written by scripts/rules.js.
import type { Rule } from './rule.ts';
import { eventDropped as logEventDropped } from './rules/log/event-dropped.ts';
import { eventEdited as logEventEdited } from './rules/log/event-edited.ts';
import { eventMisfit as logEventMisfit } from './rules/log/event-misfit.ts';
import { eventMoved as logEventMoved } from './rules/log/event-moved.ts';
import { eventRedacted as logEventRedacted } from './rules/log/event-redacted.ts';
import { eventReordered as logEventReordered } from './rules/log/event-reordered.ts';
import { eventRepeated as logEventRepeated } from './rules/log/event-repeated.ts';
import { fileDeleted as logFileDeleted } from './rules/log/file-deleted.ts';
import { idChanged as logIdChanged } from './rules/log/id-changed.ts';
import { itemDeleted as logItemDeleted } from './rules/log/item-deleted.ts';
import { itemInTwoPlaces as logItemInTwoPlaces } from './rules/log/item-in-two-places.ts';
import { lineEndings as logLineEndings } from './rules/log/line-endings.ts';
import { notAFile as logNotAFile } from './rules/log/not-a-file.ts';

/** Those that compare commits, for whom the others would be much to read. */
export const LOG_RULES: readonly Rule[] = [
  logEventDropped,
  logEventEdited,
  logEventMisfit,
  logEventMoved,
  logEventRedacted,
  logEventReordered,
  logEventRepeated,
  logFileDeleted,
  logIdChanged,
  logItemDeleted,
  logItemInTwoPlaces,
  logLineEndings,
  logNotAFile,
];
