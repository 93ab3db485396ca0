import { foldLog } from '../../../../src/tickets/digest/fold-log.ts';
import { serializeDigest } from '../../../../src/tickets/digest/serialize-digest.ts';
import { oldEvent } from '../../../support/old-event.ts';
import type { Damage, Planted } from '../damage.ts';
import { eventsOf, needText, type Subject, textOf, withFile, without } from '../subject.ts';

/** The tree of a closed item with its own seal, whether or not it came with one. Null for any other item. */
function sealed(subject: Subject): Subject | null {
  if (subject.status !== 'closed') return null;
  const seal = foldLog(subject.id, 'closed', needText(subject, 'thread.md'));
  return { ...subject, tree: withFile(subject, 'digest.json', serializeDigest(seal)) };
}

function found(
  subject: Subject,
  tree: Planted['tree'],
  rule: string,
  severity: Planted['severity'],
  file: string,
): Planted {
  return { tree, rules: [rule], paths: [`${subject.path}/${file}`], severity };
}

const inLog = (name: string, change: (text: string, subject: Subject) => string | null): Damage => ({
  name,
  plant: (subject) => {
    const item = sealed(subject);
    const text = item && change(needText(item, 'thread.md'), item);
    if (!item || text === null) return null;
    return found(item, withFile(item, 'thread.md', text), 'digest/log-changed', 'error', 'thread.md');
  },
});

export const SEAL: readonly Damage[] = [
  {
    name: 'digest.json lost',
    plant: (subject) => {
      if (textOf(subject, 'digest.json') === null) return null;
      const tree = without(subject.tree, `${subject.path}/digest.json`);
      return found(subject, tree, 'digest/missing-seal', 'hint', 'digest.json');
    },
  },
  {
    name: 'a number in digest.json changed',
    plant: (subject) => {
      const item = sealed(subject);
      if (!item) return null;
      const text = (textOf(item, 'digest.json') ?? '').replace(/"events":(\d+)/, '"events":1$1');
      return found(item, withFile(item, 'digest.json', text), 'digest/malformed-seal', 'warning', 'digest.json');
    },
  },
  {
    name: 'the lines of a conflict in digest.json',
    plant: (subject) => {
      const item = sealed(subject);
      if (!item) return null;
      const text = textOf(item, 'digest.json') ?? '';
      const both = `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> topic\n`;
      return found(item, withFile(item, 'digest.json', both), 'digest/malformed-seal', 'warning', 'digest.json');
    },
  },
  {
    name: "another item's digest.json",
    plant: (subject) => {
      if (subject.status !== 'closed') return null;
      const seal = foldLog(subject.other.id, 'closed', needText(subject, 'thread.md'));
      const tree = withFile(subject, 'digest.json', serializeDigest(seal));
      return found(subject, tree, 'digest/malformed-seal', 'warning', 'digest.json');
    },
  },
  {
    name: 'an event of another program behind the seal',
    plant: (subject) => {
      const item = sealed(subject);
      if (!item) return null;
      const text = `${needText(item, 'thread.md')}\n${oldEvent({ at: '2027-01-01T00:00:00Z' })}`;
      return found(item, withFile(item, 'thread.md', text), 'digest/log-has-grown', 'warning', 'digest.json');
    },
  },
  {
    name: 'a seal on an item that is not closed',
    plant: (subject) => {
      if (subject.status === 'closed') return null;
      const seal = foldLog(subject.id, 'closed', needText(subject, 'thread.md'));
      const tree = withFile(subject, 'digest.json', serializeDigest(seal));
      return found(subject, tree, 'digest/seal-on-open', 'warning', 'digest.json');
    },
  },
  inLog('a word in a sealed log changed', (text) => text.replace(/[a-z]{4}(?=[ .,])/, 'xxxx')),
  inLog('the last event of a sealed log lost', (text, subject) => {
    const last = eventsOf(subject).at(-1);
    return last && last.start > 0 ? text.slice(0, last.start) : null;
  }),
];
