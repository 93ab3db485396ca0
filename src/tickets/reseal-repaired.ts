import { compareSeal } from './digest/compare-seal.ts';
import { parseDigest } from './digest/parse-digest.ts';
import { sealOf } from './digest/seal.ts';
import type { RepairedFile, RepairedFiles } from './repaired-tree.ts';

/**
 * Repairs with those of the seals that follow from them: where a repair changes a log, a seal that fitted it, or that another
 * repair has just made, is made anew. `read` gives the text of a file on the disk, null where there is none.
 */
export function resealRepaired(files: RepairedFiles, read: (path: string) => string | null): RepairedFiles {
  const result = new Map(files);
  for (const { path, before, after } of files.values()) {
    const id = /^closed\/([^/]+)\/thread\.md$/.exec(path)?.[1];
    if (id === undefined || before === null) continue;
    const sealPath = path.replace(/thread\.md$/, 'digest.json');
    const earlier = files.get(sealPath);
    const text = earlier ? earlier.before : read(sealPath);
    if (!earlier && !isFresh(text, id, before)) continue;
    const sealed: RepairedFile = { path: sealPath, before: text, after: sealOf(id, after) };
    result.set(sealPath, sealed);
  }
  return result;
}

function isFresh(text: string | null, id: string, log: string): boolean {
  const seal = text === null ? null : parseDigest(text);
  return seal !== null && seal.item === id && compareSeal(seal, 'closed', Buffer.from(log)) === 'fresh';
}
