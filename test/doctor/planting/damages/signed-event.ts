import type { Damage, Planted } from '../damage.ts';
import { BROKEN, inLog } from '../in-log.ts';
import type { Random } from '../random.ts';
import { isSigned } from '../signed.ts';
import { eventsOf, needText, type PlacedEvent, placeEvents, says } from '../subject.ts';

function signedChange(
  name: string,
  change: (raw: string, random: Random, event: PlacedEvent) => string | null,
  rules: readonly string[] = BROKEN,
  severity: Planted['severity'] = 'error',
): Damage {
  return {
    name: `event with an id: ${name}`,
    plant: (subject, random) => {
      const events = random.shuffle(eventsOf(subject).filter((each) => isSigned(subject.id, each)));
      const event = events.find((each) => ![null, each.raw].includes(change(each.raw, random, each)));
      const after = event && change(event.raw, random, event);
      if (!event || after === undefined || after === null || after === event.raw) return null;
      const text = needText(subject, 'thread.md');
      const damaged = text.slice(0, event.start) + after + text.slice(event.end);
      if (placeEvents(damaged, subject.id).map(says).join() === eventsOf(subject).map(says).join()) {
        return { harmless: 'every event still says the same' };
      }
      return inLog(subject, damaged, { rules, severity });
    },
  };
}

export const SIGNED_EVENT: readonly Damage[] = [
  signedChange('body edited', (raw, random, { body }) => {
    const start = raw.lastIndexOf(body);
    const letters = [...body.matchAll(/[a-z]/g)].map(({ index }) => index);
    if (start < 0 || letters.length === 0) return null;
    const at = start + random.pick(letters);
    return `${raw.slice(0, at)}${random.pick(['', 'X', '\n', ' not '])}${raw.slice(at + 1)}`;
  }),
  signedChange('text added', (raw) => raw.replace(/\n---\n(\n?)$/, 'And more.\n\n---\n$1')),
  signedChange('text lost', (raw, _, { body }) => raw.replace(body, '')),
  signedChange(
    'heading changed',
    (raw) => raw.replace(/\n## .*/, '\n## Something else'),
    ['thread/heading-differs'],
    'warning',
  ),
  signedChange(
    'heading lost',
    (raw) => raw.replace(/\n## .*\n/, '\n'),
    ['thread/heading-differs', 'thread/id-mismatch'],
    'warning',
  ),
  signedChange(
    'verdict of the heading turned',
    (raw) => raw.replace('## Review: approve', '## Review: request changes'),
    ['thread/heading-differs'],
    'warning',
  ),
  signedChange('quoting undone', (raw) => raw.replace('\n\\<!-- event:', '\n<!-- event:')),
];
