import { serializeEvent } from '../../../../src/format/serialize-event.ts';
import { oldEvent } from '../../../support/old-event.ts';
import type { Damage } from '../damage.ts';
import { BROKEN, inLog } from '../in-log.ts';
import { mergeFile } from '../merge-file.ts';
import type { Random } from '../random.ts';
import { isSigned } from '../signed.ts';
import { eventsOf, needText, type PlacedEvent, placeEvents, type Subject, says } from '../subject.ts';

/** An event with an id, picked at random; null where the item has none. */
function pickSigned(subject: Subject, random: Random, only: (event: PlacedEvent) => boolean = () => true) {
  const events = eventsOf(subject).filter((event) => isSigned(subject.id, event) && only(event));
  return events.length === 0 ? null : random.pick(events);
}

/** Two new events, as two branches add them: with ids or without. */
function newEvents(subject: Subject, random: Random): [string, string] {
  const last = eventsOf(subject).at(-1)?.at ?? '';
  const at = /Z$/.test(last) ? last.replace(/\d\dZ$/, '59Z') : '2026-06-20T10:00:00Z';
  const kinds = ['comment', random.pick(['comment', 'plan', 'decision'])];
  const signed = random.chance(0.5);
  const bodies = random.pick([
    ['It is the index.', 'Then it can be mended.'],
    ['One line.\n\nThe same end.', 'Another line.\n\nThe same end.'],
    ['The same text.', 'The same text.'],
  ]);
  const texts = bodies.map((body, index) => {
    const kind = kinds[index] ?? 'comment';
    const author = ['ann', 'bob'][index] ?? 'ann';
    const heading = kind.replace(/^./, (letter) => letter.toUpperCase());
    return signed
      ? serializeEvent(subject.id, { kind, author, at, body }).text
      : oldEvent({ kind, author, at, heading, body });
  });
  return [`\n${texts[0]}`, `\n${texts[1]}`];
}

export const LOG: readonly Damage[] = [
  {
    name: 'event of another item pasted in',
    plant: (subject, random) => {
      const foreign = pickSigned({ ...subject, ...subject.other }, random);
      if (foreign === null) return null;
      const events = eventsOf(subject);
      const { end } = random.pick(events);
      const text = needText(subject, 'thread.md');
      const pasted = `\n${foreign.raw.trim()}\n`;
      return inLog(
        subject,
        text.slice(0, end).replace(/\n*$/, '\n') + pasted + text.slice(end).replace(/^(?=<)/, '\n'),
        {
          rules: ['thread/id-mismatch'],
          severity: 'error',
        },
      );
    },
  },
  {
    name: 'event doubled',
    plant: (subject, random) => {
      const event = random.pick(eventsOf(subject));
      const text = needText(subject, 'thread.md');
      const again = `\n${event.raw.trim()}\n`;
      const rules = ['thread/duplicate-id', 'thread/duplicate-event'];
      return inLog(
        subject,
        `${text.slice(0, event.end).replace(/\n*$/, '\n')}${again}${event.end < text.length ? '\n' : ''}${text.slice(event.end)}`,
        { rules, severity: 'warning' },
      );
    },
  },
  {
    name: 'events swapped',
    plant: (subject, random) => {
      const events = eventsOf(subject);
      if (events.length < 2) return null;
      const at = random.below(events.length - 1);
      const [first, second] = [events[at], events[at + 1]];
      if (!first || !second) return null;
      if (first.at === second.at && at > 0) {
        return { beyond: 'two events of one second were swapped: only their order in the file tells which was first' };
      }
      const text = needText(subject, 'thread.md');
      const swapped = `${second.raw.trimEnd()}\n\n${first.raw.trimEnd()}\n${second.end < text.length ? '\n' : ''}`;
      return inLog(subject, text.slice(0, first.start) + swapped + text.slice(second.end), {
        rules: ['thread/time-backwards', 'thread/first-event'],
        severity: 'hint',
      });
    },
  },
  {
    name: 'first event lost',
    plant: (subject) => {
      const [first] = eventsOf(subject);
      const text = needText(subject, 'thread.md').slice(first?.end ?? 0);
      return text === ''
        ? inLog(subject, text, { rules: ['thread/no-events'], severity: 'error' })
        : inLog(subject, text, { rules: ['thread/first-event'], severity: 'warning' });
    },
  },
  {
    name: 'log emptied',
    plant: (subject, random) =>
      inLog(subject, random.pick(['', '\n', ' \n\n', '\ufeff']), { rules: ['thread/no-events'], severity: 'error' }),
  },
  {
    name: 'text instead of a log',
    plant: (subject, random) =>
      inLog(subject, random.pick(['Notes.\n', '# Log\n\n- done\n', '404: Not Found', '{}\n']), {
        rules: ['thread/no-events'],
        severity: 'error',
      }),
  },
  {
    name: 'text before the first event',
    plant: (subject, random) =>
      inLog(subject, random.pick(['Notes\n\n', '---\n', '# Log\n', 'x']) + needText(subject, 'thread.md'), {
        rules: ['thread/text-before-first-event', 'thread/header-look-alike', 'thread/glued-event'],
        severity: 'warning',
      }),
  },
  {
    name: 'event without a text',
    plant: (subject, random) => {
      const event = random.pick(eventsOf(subject));
      if (event.body === '') return null;
      const text = needText(subject, 'thread.md');
      const raw = `${event.raw.split('\n', 1)[0]}\n\n## ${event.heading ?? 'Comment'}\n\n\n---\n${event.end < text.length ? '\n' : ''}`;
      const signed = isSigned(subject.id, event);
      return inLog(subject, text.slice(0, event.start) + raw + text.slice(event.end), {
        rules: signed ? BROKEN : ['thread/empty-body'],
        severity: signed ? 'error' : 'hint',
        line: event.line,
      });
    },
  },
  {
    name: 'fence never closed',
    plant: (subject, random) => {
      const event = random.pick(eventsOf(subject));
      const text = needText(subject, 'thread.md');
      if (/```|~~~/.test(event.raw)) return null;
      const raw = event.raw.replace(/\n---\n(\n?)$/, '\n```sh\nls\n\n---\n$1');
      if (raw === event.raw) return null;
      const signed = isSigned(subject.id, event);
      return inLog(subject, text.slice(0, event.start) + raw + text.slice(event.end), {
        rules: [...(signed ? BROKEN : []), 'thread/unclosed-fence'],
        severity: signed ? 'error' : 'hint',
      });
    },
  },
  {
    name: 'newline before a header lost',
    plant: (subject, random) => {
      const events = eventsOf(subject).filter(({ index }) => index > 0);
      if (events.length === 0) return null;
      const event = random.pick(events);
      const text = needText(subject, 'thread.md');
      const before = text.slice(0, event.start).replace(/\n+$/, '');
      // Behind other text than the line ---, in a log without ids, it may be an example.
      const isSure = before.endsWith('\n---') || isSigned(subject.id, event);
      return inLog(subject, before + text.slice(event.start), {
        rules: isSure ? ['thread/glued-event'] : ['thread/glued-event', 'thread/header-look-alike'],
        severity: isSure ? 'error' : 'warning',
      });
    },
  },
  {
    name: 'log in two copies',
    plant: (subject, random) => {
      const text = needText(subject, 'thread.md');
      return inLog(subject, text + random.pick(['', '\n']) + text, {
        rules: ['thread/duplicate-id', 'thread/duplicate-event'],
        severity: 'warning',
      });
    },
  },
  {
    name: 'unsolved merge of a log',
    times: 2,
    plant: (subject, random) => {
      const text = needText(subject, 'thread.md');
      const [ours, theirs] = newEvents(subject, random);
      const merged = mergeFile(text + ours, text, text + theirs, ...(random.chance(0.5) ? ['--diff3'] : []));
      return inLog(subject, merged, { rules: ['front-matter/conflict-marker'], severity: 'error' });
    },
  },
  {
    name: 'marker of a merge left behind',
    plant: (subject, random) => {
      const text = needText(subject, 'thread.md');
      const [ours, theirs] = newEvents(subject, random);
      const merged = mergeFile(text + ours, text, text + theirs);
      const left = random.pick([/^<{7} .*\n/m, /^>{7} .*\n?/m]);
      return inLog(subject, merged.replace(left, ''), { rules: ['front-matter/conflict-marker'], severity: 'error' });
    },
  },
  {
    name: 'logs merged line by line (merge=union)',
    times: 3,
    plant: (subject, random) => {
      const text = needText(subject, 'thread.md');
      const [ours, theirs] = newEvents(subject, random);
      const merged = mergeFile(text + ours, text, text + theirs, '--union');
      const found = placeEvents(merged, subject.id).map(says);
      if ([ours, theirs].every((event) => placeEvents(event, subject.id).every((own) => found.includes(says(own))))) {
        return { harmless: 'a merge of lines put the two events one behind the other' };
      }
      // What was written without ids may well have been meant so.
      return /id: [0-9a-f]{16} -->/.test(ours)
        ? inLog(subject, merged, { rules: BROKEN, severity: 'error' })
        : inLog(subject, merged, { rules: [...BROKEN, 'thread/unfinished-event'], severity: 'warning' });
    },
  },
];
