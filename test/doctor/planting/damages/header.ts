import type { Severity } from '../../../../src/doctor/finding.ts';
import type { Damage } from '../damage.ts';
import type { Random } from '../random.ts';
import { isSigned } from '../signed.ts';
import { eventsOf, lineAt, needText, type PlacedEvent, type Subject, withFile } from '../subject.ts';

interface Wanted {
  /** What must be reported of an event without an id. */
  rules: readonly string[];
  severity: Severity;
  only?: (event: PlacedEvent) => boolean;
}

/** Damage to the header line of an event. One with an id must give an error, since the id tells. */
function header(
  name: string,
  change: (header: string, random: Random) => string | null,
  { rules, severity, only = () => true }: Wanted,
): Damage {
  return {
    name: `header: ${name}`,
    times: 2,
    plant: (subject, random) => {
      const events = eventsOf(subject).filter(only);
      if (events.length === 0) return null;
      const event = random.pick(events);
      const signed = isSigned(subject.id, event);
      const text = needText(subject, 'thread.md');
      const end = text.indexOf('\n', event.start);
      const before = text.slice(event.start, end);
      const after = change(before, random);
      if (after === null || after === before) return null;
      const line = lineAt(text, event.start);
      // Without a heading below it or a line --- above it, there is a doubt whether a line was a header.
      const shaped = event.heading !== null && /^$|\n---\n\n$/.test(text.slice(0, event.start));
      const doubtful = !signed && !shaped && rules === LOST.rules;
      return {
        tree: withFile(subject, 'thread.md', text.slice(0, event.start) + after + text.slice(end)),
        rules: [
          ...rules,
          ...(signed ? ['thread/id-mismatch', 'thread/malformed-header'] : []),
          ...(doubtful ? ['thread/header-look-alike'] : []),
        ],
        paths: [`${subject.path}/thread.md`],
        // The heading is two lines below.
        lines: [line, line + 2],
        severity: signed ? 'error' : doubtful ? 'warning' : severity,
      };
    },
  };
}

const LOST: Wanted = { rules: ['thread/malformed-header'], severity: 'error' };
const kindIs =
  (...kinds: string[]) =>
  ({ kind }: PlacedEvent): boolean =>
    kinds.includes(kind);
const signedOnly = (subject: Subject) => (event: PlacedEvent) => isSigned(subject.id, event);

export const HEADER: readonly Damage[] = [
  header('space behind <!-- lost', (text) => text.replace('<!-- ', '<!--'), LOST),
  header('space behind event: lost', (text) => text.replace('event: ', 'event:'), LOST),
  header('colon behind event lost', (text) => text.replace('event:', 'event'), LOST),
  header('no -->', (text, random) => text.replace(/ *-->$/, random.pick(['', ' --', ' ->', ' >'])), LOST),
  header('text behind -->', (text, random) => text + random.pick([' x', '.', '---', ' done']), LOST),
  header(
    'event misspelled',
    (text, random) => text.replace('event', random.pick(['evnet', 'Event', 'even', 'EVENT'])),
    LOST,
  ),
  header('indented', (text, random) => random.pick([' ', '  ', '   ', '\t']) + text, LOST),
  header('dashes made one', (text) => text.replace('<!--', '<!—').replace('-->', '—>'), LOST),
  header(
    'kind misspelled',
    (text, random) => {
      const kind = /event: (\w+)/.exec(text)?.[1] ?? '';
      const at = random.below(kind.length - 1);
      return text.replace(kind, `${kind.slice(0, at)}${kind.slice(at + 1)}`);
    },
    { rules: ['thread/unknown-kind'], severity: 'hint' },
  ),
  header('kind lost', (text) => text.replace(/event: \w+/, 'event:'), LOST),
  header('kind with a comma', (text) => text.replace(/event: (\w+)/, 'event: $1,'), LOST),
  header('kind with more words', (text) => text.replace(/event: (\w+)/, 'event: $1 by'), LOST),
  header('author lost', (text) => text.replace(/ author: .*?(?= at:)/, ''), {
    rules: ['thread/missing-author'],
    severity: 'warning',
  }),
  header('author empty', (text) => text.replace(/ author: .*?(?= at:)/, ' author:'), {
    rules: ['thread/missing-author'],
    severity: 'warning',
  }),
  header(
    'author misspelled',
    (text, random) =>
      text.replace(' author:', random.pick([' auhtor:', ' Author:', ' autor:', ' author=', ' author :'])),
    { rules: ['thread/malformed-header'], severity: 'error' },
  ),
  header('space behind author: lost', (text) => text.replace('author: ', 'author:'), LOST),
  header('author doubled', (text) => text.replace(/( author: .*?)(?= at:)/, '$1$1'), LOST),
  header('time lost', (text) => text.replace(/ at: \S+/, ''), { rules: ['thread/missing-time'], severity: 'warning' }),
  header(
    'time misspelled',
    (text, random) => text.replace(' at:', random.pick([' At:', ' ta:', ' at=', ' aat:'])),
    LOST,
  ),
  header('space behind at: lost', (text) => text.replace(' at: ', ' at:'), LOST),
  header(
    'impossible time',
    (text, random) =>
      text.replace(/at: (\d+)-\S+T(\S+)/, random.pick(['at: $1-02-30T$2', 'at: $1-13-01T$2', 'at: $1-06-31T$2'])),
    { rules: ['thread/bad-time'], severity: 'warning' },
  ),
  header(
    'time in another form',
    (text, random) => text.replace(/at: (\S+)Z/, random.pick(['at: $1+09:00', 'at: $1', 'at: $1.5Z', 'at: yesterday'])),
    { rules: ['thread/bad-time'], severity: 'warning' },
  ),
  header('time in the future', (text) => text.replace(/at: \d{4}/, 'at: 2062'), {
    rules: ['thread/time-in-future'],
    severity: 'warning',
  }),
  header('time going backwards', (text) => text.replace(/at: \d{4}/, 'at: 2001'), {
    rules: ['thread/time-backwards'],
    severity: 'hint',
    only: ({ index }) => index > 0,
  }),
  header('verdict lost', (text) => text.replace(/ status: \w+/, ''), {
    rules: ['thread/review-without-verdict'],
    severity: 'warning',
    only: ({ verdict }) => verdict !== null,
  }),
  header(
    'verdict misspelled',
    (text, random) =>
      text.replace(/ status: \w+/, random.pick([' status: aprove', ' status: ok', ' status: request-changes'])),
    { rules: ['thread/review-without-verdict'], severity: 'warning', only: ({ verdict }) => verdict !== null },
  ),
  header(
    'verdict misread',
    (text, random) => text.replace(' status: ', random.pick([' status=', ' Status: ', ' status:'])),
    { ...LOST, only: kindIs('review', 'close') },
  ),
  header('verdict turned', (text) => text.replace('status: approve', 'status: request_changes'), {
    rules: ['thread/heading-differs'],
    severity: 'warning',
    only: ({ verdict, heading }) => verdict === 'approve' && heading === 'Review: approve',
  }),
  ...[
    'id changed',
    'id cut short',
    'id key misspelled',
    'id key lost',
    'id colon lost',
    'attribute of an event changed',
  ].map(
    (name): Damage => ({
      name: `header: ${name}`,
      plant: (subject, random) => {
        const event = header(name, idDamage(name), { ...LOST, only: signedOnly(subject) });
        return event.plant(subject, random);
      },
    }),
  ),
];

function idDamage(name: string): (text: string, random: Random) => string | null {
  return (text, random) => {
    const id = / id: (\w+) -->$/.exec(text)?.[1];
    if (id === undefined) return null;
    const at = random.below(id.length);
    switch (name) {
      case 'id changed':
        return text.replace(
          id,
          id.slice(0, at) + ((Number.parseInt(id[at] ?? '0', 16) + 1) % 16).toString(16) + id.slice(at + 1),
        );
      case 'id cut short':
        return text.replace(id, id.slice(random.below(2), -1 - random.below(2)));
      case 'id key misspelled':
        return text.replace(' id: ', random.pick([' idd: ', ' di: ', ' ID: ', ' i: ', ' Id: ', ' id=']));
      case 'id key lost':
        return text.replace(' id: ', ' ');
      case 'id colon lost':
        return text.replace(' id: ', ' id ');
      default:
        return text.replace(/ author: .*? at: /, ' author: mallory at: ');
    }
  };
}
