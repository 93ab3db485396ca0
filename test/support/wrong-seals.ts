import { compareSeal } from '../../src/tickets/digest/compare-seal.ts';
import { parseDigest } from '../../src/tickets/digest/parse-digest.ts';
import { sealOf } from '../../src/tickets/digest/seal.ts';

/** The bytes of a file in a tree, which shows a byte as a character, behind the kind and the mode. */
export function contentOf(entry: string): Buffer {
  return Buffer.from(entry.replace(/^file \d+ /, ''), 'latin1');
}

/**
 * The seals of a tree that do not say what the whole log beside them says, by the program as it is: a mutant may be wrong in
 * the same way each time.
 */
export function wrongSeals(tree: Record<string, string>): string[] {
  return Object.entries(tree).flatMap(([path, entry]) => {
    const log = tree[path.replace(/digest\.json$/, 'thread.md')];
    if (!path.endsWith('/digest.json') || log === undefined) return [];
    const text = contentOf(entry).toString();
    const seal = parseDigest(text);
    if (seal === null) return [`${path} is no digest`];
    if (text === sealOf(seal.item, contentOf(log))) return [];
    return [`${path} is not of its log: ${compareSeal(seal, 'closed', contentOf(log))}`];
  });
}
