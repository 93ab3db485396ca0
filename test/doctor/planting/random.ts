import { createHash } from 'node:crypto';

/** Choices that are the same for the same seed. */
export interface Random {
  /** A whole number from 0 up to, not including, `end`. */
  below: (end: number) => number;
  pick: <T>(list: readonly T[]) => T;
  /** The same things in another order. */
  shuffle: <T>(list: readonly T[]) => T[];
  chance: (probability: number) => boolean;
}

/** Random choices from a seed: mulberry32 over its hash, so that near seeds give nothing alike. */
export function seededRandom(...seed: (string | number)[]): Random {
  let state = createHash('sha256').update(seed.join('\0')).digest().readUInt32LE(0);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[below(list.length)] as T;
    },
    shuffle: <T>(list: readonly T[]): T[] => {
      const left = [...list];
      return list.flatMap(() => left.splice(below(left.length), 1));
    },
    chance: (probability) => next() < probability,
  };
}
