import { LARGEST_FRONT_MATTER } from '../../../src/format/front-matter.ts';
import { parseItemFile } from '../../../src/format/item-file.ts';
import type { Damage, Planted } from './damage.ts';
import { isSigned } from './signed.ts';
import { needText, type PlacedEvent, placeEvents, type Subject, says, withFile } from './subject.ts';

type Outcome = ReturnType<Damage['plant']>;

/** What must be said of a file with these bytes. Text that came out whole again is judged as text. */
export function judge(subject: Subject, name: string, bytes: Buffer): Outcome {
  const text = bytes.toString();
  const valid = Buffer.from(text).equals(bytes);
  const tree = withFile(subject, name, valid ? text : bytes);
  const paths = [`${subject.path}/${name}`];
  const before = needText(subject, name);
  if (valid && text === before) return { harmless: 'the bytes are the same' };
  if (!valid) return { tree, rules: ['text/invalid-utf8'], paths, severity: 'error' };
  if (text.includes('\0')) return { tree, rules: ['text/nul'], paths, severity: 'error' };
  if (name === 'item.md') return judgeItem(subject, tree, text);
  if (name === 'resolution.md') return judgeResolution(subject, tree, text);
  return judgeThread(subject, tree, text);
}

function judgeItem(subject: Subject, tree: Planted['tree'], text: string): Outcome {
  const before = needText(subject, 'item.md');
  const head = before.slice(0, before.indexOf('\n---\n') + 5);
  const paths = [`${subject.path}/item.md`];
  if (text.startsWith(head)) {
    // The text below the front matter has no id that would tell.
    if (text.endsWith('\n')) return { beyond: 'the body of item.md was changed: nothing else says what it was' };
    return { tree, rules: ['text/no-final-newline'], paths, severity: 'hint' };
  }
  if (text.trimEnd().startsWith(head.trimEnd())) return { harmless: 'only the end of the last line is gone' };
  const rules = [
    'front-matter/no-opener',
    'front-matter/no-closer',
    'front-matter/missing-key',
    'front-matter/duplicate-key',
    'front-matter/not-a-field',
    'front-matter/bad-time',
    'front-matter/invalid-yaml',
    'front-matter/no-space-after-key',
    'front-matter/wrong-type',
    'front-matter/unknown-kind',
    'front-matter/unknown-priority',
    'front-matter/created-differs-from-log',
    'front-matter/updated-before-created',
    'front-matter/updated-behind-log',
    'front-matter/updated-after-log',
    'front-matter/too-large',
    'id/differs-from-directory',
    'id/differs-from-slug',
    'id/differs-from-created-at',
    'migration/legacy-ticket-differs',
    'slug/malformed',
    'status/unknown',
    'status/differs-from-directory',
  ];
  // A title, labels, a name: any text may stand there.
  const free = /^(?:title|labels|assignee|kind|priority|legacy_ticket): .*$/gm;
  if (text.length < LARGEST_FRONT_MATTER && text.replace(free, '') === before.replace(free, '')) {
    return { beyond: 'a value that may be any text was changed' };
  }
  const { frontMatter, fields } = parseItemFile(text);
  const same = JSON.stringify(fields) === JSON.stringify(parseItemFile(before).fields);
  if (same && frontMatter.problems.length === 0) {
    return { beyond: 'a field that the format does not know is free, and all others say the same' };
  }
  return { tree, rules, paths, severity: 'hint' };
}

function judgeResolution(subject: Subject, tree: Planted['tree'], text: string): Outcome {
  const before = needText(subject, 'resolution.md');
  const paths = [`${subject.path}/resolution.md`];
  // 32 of the real ones are lost already.
  if (before.startsWith('---\n')) return null;
  if (text.trim() === before.trim()) return { harmless: 'only blank space at the end is gone' };
  if (text.trim() === '') return { tree, rules: ['closed/no-resolution'], paths, severity: 'warning' };
  const closes = placeEvents(needText(subject, 'thread.md'), subject.id).filter(({ kind }) => kind === 'close');
  if (!closes.some(({ body }) => body.trim() === before.trim())) {
    return { beyond: 'a resolution was changed that no close event repeats' };
  }
  return { tree, rules: ['closed/resolution-differs'], paths, severity: 'warning' };
}

const LOG_RULES = [
  'thread/id-mismatch',
  'thread/torn-event',
  'thread/glued-event',
  'thread/malformed-header',
  'thread/duplicate-id',
  'thread/no-events',
];

const HINTS = [
  'closed/no-close-event',
  'closed/resolution-differs',
  'front-matter/created-differs-from-log',
  'front-matter/updated-after-log',
  'front-matter/updated-behind-log',
  'status/differs-from-log',
  'text/no-final-newline',
  'thread/duplicate-event',
  'thread/empty-body',
  'thread/first-event',
  'thread/heading-differs',
  'thread/missing-author',
  'thread/missing-time',
  'thread/bad-time',
  'thread/text-before-first-event',
  'thread/time-backwards',
  'thread/unfinished-event',
  'thread/unknown-kind',
  'thread/unclosed-fence',
];

function judgeThread(subject: Subject, tree: Planted['tree'], text: string): Outcome {
  const before = placeEvents(needText(subject, 'thread.md'), subject.id);
  const after = placeEvents(text, subject.id);
  const anywhere = [`${subject.path}/thread.md`, `${subject.path}/item.md`, `${subject.path}/resolution.md`];
  const found = (severity: Planted['severity']): Outcome => ({
    tree,
    rules: severity === 'error' ? LOG_RULES : [...LOG_RULES, ...HINTS],
    paths: severity === 'error' ? [`${subject.path}/thread.md`] : anywhere,
    severity,
  });
  if (after.length === 0) return found('error');
  if (after.map(says).join() === before.map(says).join() && text.startsWith('<')) {
    return { harmless: 'every event still says the same: only blank lines or the last `---` are gone' };
  }
  // An event whose header stands as it was, and whose text is another one: its id tells.
  const headers = new Map(
    before.filter((event) => isSigned(subject.id, event)).map((event) => [headerOf(event), event]),
  );
  const broken = after.some((event) => {
    const was = headers.get(headerOf(event));
    return was !== undefined && was.body !== event.body;
  });
  if (broken) return found('error');
  const texts = new Set(before.map((event) => event.raw.trim()));
  const isSubset = after.every((event) => texts.has(event.raw.trim()));
  if (isSubset && new Set(after.map(({ raw }) => raw.trim())).size === after.length)
    return judgeLost(before, after, found);
  if (/[^\n]$/.test(text)) return found('hint');
  return changedOld(subject, before, after) ? { beyond: 'an event without an id was changed' } : found('hint');
}

const headerOf = ({ raw }: PlacedEvent): string => raw.split('\n', 1)[0] ?? '';

/** Whole events are gone, and nothing else. */
function judgeLost(before: PlacedEvent[], after: PlacedEvent[], found: (severity: 'hint') => Outcome): Outcome {
  if (before[0]?.raw.trim() !== after[0]?.raw.trim()) return found('hint');
  if (before.at(-1)?.at === after.at(-1)?.at) {
    return { beyond: 'whole events are gone from the middle, or from the last second, of a log' };
  }
  return found('hint');
}

/**
 * Whether what changed is the text of events that no id protects, or of ones whose header or id is gone without a trace:
 * so short an id may be another program's.
 */
function changedOld(subject: Subject, before: PlacedEvent[], after: PlacedEvent[]): boolean {
  const kept = new Set(before.map((event) => event.raw.trim()));
  const changed = after.filter((event) => !kept.has(event.raw.trim()));
  return changed.every((event) => event.id === null || event.id.length < 8 || isSigned(subject.id, event));
}
