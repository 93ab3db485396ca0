import { sha256Start } from '../format/sha256-start.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { Digest } from '../tickets/digest/digest.ts';
import { foldLog } from '../tickets/digest/fold-log.ts';
import { TAIL_BYTES } from '../tickets/digest/log-folder.ts';
import { parseDigest } from '../tickets/digest/parse-digest.ts';
import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';
import { itemPath } from './item-path.ts';
import { readFile, readText, whyUnreadable } from './read-file.ts';

export interface DigestRead {
  digest: Digest;
  /** Whether it is the seal, or was folded from the log just now. */
  from: 'seal' | 'log';
  /** Why the log could not be read; then the digest is that of an empty one. */
  problem: string | null;
}

/**
 * The digest of an item. A closed one's seal is believed if the log is as long as it says and ends as it says: that does not
 * read the log. Anything else is folded from the log. What an edit in the middle changed, without changing the length, doctor
 * finds.
 */
export function readDigest(root: string, { status, id }: ItemPlace): DigestRead {
  const path = itemPath(root, { status, id }, 'thread.md');
  if (status === 'closed') {
    const read = readText(itemPath(root, { status, id }, 'digest.json'));
    const seal = read.kind === 'read' ? parseDigest(read.text) : null;
    if (seal?.item === id && isOfLog(seal, path)) return { digest: seal, from: 'seal', problem: null };
  }
  const log = readFile(path);
  const bytes = log.kind === 'read' ? log.bytes : Buffer.alloc(0);
  const problem = log.kind === 'read' ? null : log.kind === 'missing' ? 'is missing' : log.reason;
  return { digest: foldLog(id, status, bytes), from: 'log', problem };
}

const SCRATCH = Buffer.allocUnsafeSlow(TAIL_BYTES);

function isOfLog({ watermark }: Digest, path: string): boolean {
  let file: number;
  try {
    file = disk.open(path, OPEN.read);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') whyUnreadable(error);
    return false;
  }
  try {
    const wanted = Math.min(watermark.bytes, TAIL_BYTES);
    const start = watermark.bytes - wanted;
    const { size } = disk.fstat(file);
    if (size !== watermark.bytes) return false;
    const count = disk.read(file, SCRATCH, 0, wanted, start);
    return count === wanted && sha256Start(SCRATCH.subarray(0, wanted)) === watermark.tail;
  } catch (error) {
    whyUnreadable(error);
    return false;
  } finally {
    disk.close(file);
  }
}
