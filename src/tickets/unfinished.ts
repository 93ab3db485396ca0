import { applyTextEdits, editField } from '../format/edit-field.ts';
import { isWhole } from '../format/event-id.ts';
import { parseItemFile } from '../format/item-file.ts';
import { REDACTION } from '../format/redaction.ts';
import { parseThread } from '../format/thread.ts';
import { parseTimestamp } from '../format/timestamp.ts';
import type { Change } from './change.ts';
import { projectMove, resolutionOf } from './change-status.ts';
import { renewSeal } from './digest/seal.ts';
import type { ItemSnapshot } from './item.ts';
import { moveOf } from './move-of.ts';
import { projectRedaction } from './project-redaction.ts';

/**
 * What else is known of an item whose times do not tell: its event is in the second of the one before, or item.md has no time,
 * or one that is ahead of the log. `killed`: the command that wrote the last event was; `cut-short`: it was, and nobody has
 * written item.md since; `edited`: item.md was written after the log.
 */
export type Evidence = 'killed' | 'cut-short' | 'edited' | 'none';

/**
 * The changes that follow from the last event of an item's log, and that a command which was killed did not get to.
 *
 * A command writes the event first and item.md, with the event's time, last. So an item.md from before the last event is
 * one that was not written: the log is ahead, and what it says is done. An item.md with the event's time, or a later one,
 * was: whatever differs from the log since then is somebody's doing, and stays; but that a time is missing, or was ahead of the
 * log already, hides no command that was cut short. Only an event with an id that fits it counts, as no hand and no other
 * program writes it. A seal says of which log it is, so it is brought up to date whatever item.md says.
 */
export function unfinished(item: ItemSnapshot, evidence: Evidence): Change[] {
  const { frontMatter, fields } = parseItemFile(item.itemText);
  const { events } = parseThread(item.threadText, item.id);
  const last = events.at(-1);
  if (frontMatter.state !== 'closed' || last?.at == null || !isWhole(item.id, last)) return [];
  const at = parseTimestamp(last.at);
  if (at === null) return [];
  const updated = parseTimestamp(fields.updatedAt);
  const isBehind = updated === null || updated > at ? evidence === 'cut-short' : updated < at;
  const updatedEdit = editField(frontMatter, 'updated_at', last.at);
  const redaction = last.kind === REDACTION ? projectRedaction(item, last) : [];
  // Where the end of the log was read alone, nothing tells that more of it is needed.
  const renewed = item.isTail ? [] : renewSeal(item, item.threadText);
  if (redaction.length > 0) {
    const text = applyTextEdits(item.itemText, [updatedEdit]);
    return [...redaction, { type: 'write', item: { status: item.status, id: item.id }, file: 'item.md', text }];
  }
  const move = moveOf(last);
  if (!isBehind) {
    // The status is written with the time, so an item.md that has both is of this event.
    if (updated !== at || move === null || fields.status === move.to) return renewed;
    const isOneSecond = events.at(-2)?.at === last.at;
    const wasKilled = evidence === 'killed' || evidence === 'cut-short';
    if (!wasKilled && (evidence === 'edited' || !isOneSecond)) return renewed;
  }
  if (move === null) {
    // What an edit wrote is not in its event.
    if (last.kind === 'item_edit') return renewed;
    const text = applyTextEdits(item.itemText, [updatedEdit]);
    return [...renewed, { type: 'write', item: { status: item.status, id: item.id }, file: 'item.md', text }];
  }
  // Neither where it was nor where it went: somebody has taken it somewhere else.
  if (move.from !== null && ![move.from, move.to].includes(item.status)) return [];
  const text = applyTextEdits(item.itemText, [editField(frontMatter, 'status', move.to), updatedEdit]);
  return projectMove(item, move.to, move.to === 'closed' ? resolutionOf(last.body, item.itemText) : null, text);
}
