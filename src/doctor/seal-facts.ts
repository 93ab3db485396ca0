import { compareSeal, type SealState } from '../tickets/digest/compare-seal.ts';
import { parseDigest } from '../tickets/digest/parse-digest.ts';
import { sealOf } from '../tickets/digest/seal.ts';
import type { Repair } from '../tickets/repair.ts';
import type { CheckedItem } from '../tickets/tree.ts';

/** What a check sees of the seal of a closed item. */
export interface SealFacts {
  path: string;
  state: 'missing' | 'malformed' | SealState;
  /** The repair that seals the log as it is; null where the file cannot be read. */
  reseal: Repair[] | null;
}

const known = new WeakMap<CheckedItem, SealFacts | null>();

/** Of a closed item with a log that can be read; null for any other. Looked at once, for all rules that ask. */
export function sealFacts(item: CheckedItem): SealFacts | null {
  const before = known.get(item);
  if (before !== undefined) return before;
  const facts = readFacts(item);
  known.set(item, facts);
  return facts;
}

function readFacts(item: CheckedItem): SealFacts | null {
  const { id, status, thread, entries } = item;
  if (status !== 'closed' || !thread?.validUtf8) return null;
  const path = `${item.path}/digest.json`;
  const entry = entries.find((candidate) => candidate.path === 'digest.json');
  if (!entry) {
    const make: Repair = {
      type: 'make-file',
      path,
      // Folded when it is written: a check needs to know no more than that it could be.
      get text() {
        return sealOf(id, thread.text);
      },
    };
    return { path, state: 'missing', reseal: [make] };
  }
  // A link or a directory of that name is a finding of its own.
  if (entry.kind !== 'file') return null;
  const text = item.textOf('digest.json');
  if (text === null) return { path, state: 'malformed', reseal: null };
  const seal = parseDigest(text);
  const state = seal && seal.item === id ? compareSeal(seal, status, Buffer.from(thread.text)) : 'malformed';
  if (state === 'fresh') return { path, state, reseal: null };
  const edits = [{ start: 0, end: text.length, text: sealOf(id, thread.text), expected: text }];
  return { path, state, reseal: [{ type: 'edit', path, edits }] };
}
