import { VERDICTS, type Verdict } from '../format/event-kinds.ts';
import type { Plan } from './change.ts';
import { checkBody } from './check-value.ts';
import { extendSeal } from './digest/seal.ts';
import type { ItemSnapshot, OperationContext } from './item.ts';
import { recordEvent } from './record-event.ts';
import { TicketsError } from './tickets-error.ts';

/** The events that people write with a text of their own. */
export const NOTE_KINDS = ['comment', 'plan', 'decision', 'implementation_report'] as const;

export type NoteKind = (typeof NOTE_KINDS)[number];

export type EventInput = { kind: NoteKind; body: string } | { kind: 'review'; verdict: Verdict; body: string };

export interface EventResult {
  id: string;
  status: string;
  event: { kind: string; id: string; at: string; author: string };
}

/** Appends a comment, plan, decision, report or review to an item's log. */
export function addEvent(item: ItemSnapshot, input: EventInput, context: OperationContext): Plan<EventResult> {
  if (input.kind === 'review') checkWord('verdict', input.verdict, VERDICTS);
  else checkWord('kind of event', input.kind, NOTE_KINDS);
  const body = checkBody(input.body, `a ${input.kind.replaceAll('_', ' ')}`);
  const recorded = recordEvent(item, { ...input, body }, context);
  return {
    changes: [recorded.append, ...extendSeal(item, recorded.append.text), recorded.update],
    result: {
      id: item.id,
      status: item.status,
      event: { kind: input.kind, id: recorded.id, at: recorded.at, author: context.author },
    },
  };
}

/** Types end where a program in plain JavaScript calls: a forged close must not get into a log. */
function checkWord(what: string, word: string, words: readonly string[]): void {
  if (words.includes(word)) return;
  throw new TicketsError('invalid-value', `unknown ${what} '${word}'`, `one of ${words.join(', ')}`);
}
