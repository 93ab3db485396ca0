import { lineEnding } from '../format/line-ending.ts';
import { isMeant, REMOVED, redactEvent, redactionNote, TARGET } from '../format/redaction.ts';
import { attribute, parseThread, type ThreadEvent } from '../format/thread.ts';
import type { Change } from './change.ts';
import { renewSeal } from './digest/seal.ts';
import type { ItemSnapshot } from './item.ts';

/**
 * The changes that follow from a redaction event in a log: the text of the event that it names is taken out, and that of
 * the resolution if it is the same, and a seal is that of the log without it. None where that is done, or there is no such
 * event. The log comes last: as long as the text is in it, all of this can be found again.
 */
export function projectRedaction(item: ItemSnapshot, redaction: ThreadEvent): Change[] {
  if (item.isTail) throw new Error('a redaction needs the whole log');
  const { preamble, events } = parseThread(item.threadText, item.id);
  const hash = attribute(redaction, REMOVED);
  const target = attribute(redaction, TARGET);
  const event = events.find((each) => isMeant(each, target, hash));
  if (!event || hash === null) return [];
  const place = { status: item.status, id: item.id };
  const text = preamble + events.map((each) => (isMeant(each, target, hash) ? redactEvent(each) : each.raw)).join('');
  const { resolutionText } = item;
  const isResolution = resolutionText !== null && plain(resolutionText) === plain(event.body);
  return [
    ...renewSeal(item, text),
    ...(isResolution
      ? [
          {
            ...{ type: 'write' as const, item: place, file: 'resolution.md' as const },
            text: `${redactionNote(hash)}${lineEnding(resolutionText)}`,
          },
        ]
      : []),
    { type: 'write', item: place, file: 'thread.md', text },
  ];
}

function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}
