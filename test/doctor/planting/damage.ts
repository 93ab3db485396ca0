import type { ExampleTree } from '../../../src/doctor/example-tree.ts';
import type { Severity } from '../../../src/doctor/finding.ts';
import type { Random } from './random.ts';
import type { Subject } from './subject.ts';

/** One sort of damage, as it happens to files. */
export interface Damage {
  name: string;
  /**
   * Damages the subject's tree. `null`: this item has nothing of that sort to damage; `harmless`: what came out is no
   * damage, and why; `beyond`: it is damage that no look at the files alone can tell, and why.
   */
  plant: (subject: Subject, random: Random) => Planted | { harmless: string } | { beyond: string } | null;
  /** How often per item, for damage with many forms. */
  times?: number;
}

/** A damaged tree, and what must be found in it that was not found before: one finding that has all of this. */
export interface Planted {
  tree: ExampleTree;
  rules: readonly string[];
  /** One of these, relative to the root. */
  paths: readonly string[];
  /** The first and the last line where it may be; left out where it may be anywhere, or is about a whole file. */
  lines?: readonly [number, number];
  /** At least. */
  severity: Severity;
}
