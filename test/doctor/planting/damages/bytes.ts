import type { Damage } from '../damage.ts';
import { judge } from '../judge.ts';
import type { Random } from '../random.ts';
import { needText, placeEvents, type Subject, textOf } from '../subject.ts';

const FILES = ['item.md', 'thread.md', 'thread.md', 'resolution.md'];

/** A file of the item with its bytes; the log more often than the others. */
function pickFile(subject: Subject, random: Random, names = FILES): { name: string; bytes: Buffer } {
  const name = random.pick(names.filter((file) => textOf(subject, file) !== null));
  return { name, bytes: Buffer.from(needText(subject, name)) };
}

export const BYTES: readonly Damage[] = [
  {
    name: 'bytes: cut off at any byte',
    times: 5,
    plant: (subject, random) => {
      const { name, bytes } = pickFile(subject, random);
      return judge(subject, name, bytes.subarray(0, random.below(bytes.length)));
    },
  },
  {
    name: 'bytes: cut off in the last event',
    times: 3,
    plant: (subject, random) => {
      const text = needText(subject, 'thread.md');
      const start = placeEvents(text, subject.id).at(-1)?.start ?? 0;
      const cut = start + random.below(text.length - start);
      return judge(subject, 'thread.md', Buffer.from(text.slice(0, cut).toWellFormed()));
    },
  },
  {
    name: 'bytes: beginning lost',
    times: 2,
    plant: (subject, random) => {
      const { name, bytes } = pickFile(subject, random, ['item.md', 'thread.md']);
      return judge(subject, name, bytes.subarray(1 + random.below(Math.min(300, bytes.length - 1))));
    },
  },
  {
    name: 'bytes: a stretch lost',
    times: 4,
    plant: (subject, random) => {
      const { name, bytes } = pickFile(subject, random);
      const from = random.below(bytes.length);
      const to = Math.min(bytes.length, from + 1 + random.below(random.pick([8, 80, 800])));
      return judge(subject, name, Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]));
    },
  },
  {
    name: 'bytes: a stretch of zeros',
    times: 2,
    plant: (subject, random) => {
      const { name, bytes } = pickFile(subject, random);
      const from = random.below(bytes.length);
      const block = Buffer.from(bytes);
      block.fill(0, from, Math.min(bytes.length, from + 1 + random.below(random.pick([4, 512, 4096]))));
      return judge(subject, name, block);
    },
  },
  {
    name: 'bytes: a stretch doubled',
    times: 3,
    plant: (subject, random) => {
      const { name, bytes } = pickFile(subject, random);
      const from = random.below(bytes.length);
      const to = Math.min(bytes.length, from + 1 + random.below(random.pick([80, 800])));
      return judge(subject, name, Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]));
    },
  },
  {
    name: 'bytes: one newline lost',
    times: 3,
    plant: (subject, random) => {
      const { name, bytes } = pickFile(subject, random);
      const newlines = [...bytes.keys()].filter((at) => bytes[at] === 10);
      if (newlines.length === 0) return null;
      const at = random.pick(newlines);
      return judge(subject, name, Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]));
    },
  },
  {
    name: 'bytes: one byte changed',
    times: 3,
    plant: (subject, random) => {
      const { name, bytes } = pickFile(subject, random);
      const flipped = Buffer.from(bytes);
      const at = random.below(bytes.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      return judge(subject, name, flipped);
    },
  },
  {
    name: 'bytes: half of a character lost',
    plant: (subject, random) => {
      const { name, bytes } = pickFile(subject, random);
      const halves = [...bytes.keys()].filter((at) => (bytes[at] ?? 0) >= 0x80);
      if (halves.length === 0) {
        const at = random.below(bytes.length);
        return judge(subject, name, Buffer.concat([bytes.subarray(0, at), Buffer.from([0xe3]), bytes.subarray(at)]));
      }
      const at = random.pick(halves);
      return judge(subject, name, Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]));
    },
  },
];
