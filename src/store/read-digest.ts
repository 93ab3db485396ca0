import { sha256Start } from '../format/sha256.ts';
import type { ItemPlace } from '../tickets/change.ts';
import type { Digest } from '../tickets/digest/digest.ts';
import { foldLog } from '../tickets/digest/fold-log.ts';
import { TAIL_BYTES } from '../tickets/digest/log-folder.ts';
import { parseDigest } from '../tickets/digest/parse-digest.ts';
import { disk, OPEN } from './disk.ts';
import { errorCode } from './error-code.ts';
import { readFile, whyUnreadable } from './read-file.ts';

export interface DigestRead {
  digest: Digest;
  /** Whether it is the seal, or was folded from the log just now. */
  from: 'seal' | 'log';
  /** Why the log could not be read; then the digest is that of an empty one. */
  problem: string | null;
}

/**
 * The digest of an item. A closed one's seal is believed if the log is as long as it says and, where `checksEnd`, ends as it
 * says: neither reads the log. Anything else is folded from the log. What an edit changed without changing the length doctor
 * finds.
 */
export function readDigest(root: string, { status, id }: ItemPlace, { checksEnd }: { checksEnd: boolean }): DigestRead {
  const path = `${root}/${status}/${id}/thread.md`;
  if (status === 'closed') {
    const text = readSealText(`${root}/${status}/${id}/digest.json`);
    const seal = text === null ? null : parseDigest(text);
    const isOfLog = checksEnd ? endsAsSealed : isAsLong;
    if (seal?.item === id && isOfLog(seal, path)) return { digest: seal, from: 'seal', problem: null };
  }
  const log = readFile(path);
  const bytes = log.kind === 'read' ? log.bytes : Buffer.alloc(0);
  const problem = log.kind === 'read' ? null : log.kind === 'missing' ? 'is missing' : log.reason;
  return { digest: foldLog(id, status, bytes), from: 'log', problem };
}

const SEAL_SCRATCH = Buffer.allocUnsafeSlow(64 * 1024);
const SCRATCH = Buffer.allocUnsafeSlow(TAIL_BYTES);

/** The text of a seal in as few calls as it takes: there may be thousands. Null where there is none that is any good. */
function readSealText(path: string): string | null {
  let file: number;
  try {
    file = disk.open(path, OPEN.read);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') whyUnreadable(error);
    return null;
  }
  try {
    const count = disk.read(file, SEAL_SCRATCH, 0, SEAL_SCRATCH.length, 0);
    // A regular file gives less than was asked for at its end alone; one that was cut has no sum that fits.
    return count < SEAL_SCRATCH.length ? SEAL_SCRATCH.toString('utf8', 0, count) : disk.readAll(file).toString();
  } catch (error) {
    whyUnreadable(error);
    return null;
  } finally {
    disk.close(file);
  }
}

function isAsLong({ watermark }: Digest, path: string): boolean {
  try {
    const stat = disk.lstat(path);
    return stat.isFile() && stat.size === watermark.bytes;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') whyUnreadable(error);
    return false;
  }
}

function endsAsSealed({ watermark }: Digest, path: string): boolean {
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
