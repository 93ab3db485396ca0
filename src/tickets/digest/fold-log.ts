import type { Status } from '../../format/status.ts';
import type { Digest } from './digest.ts';
import { logFolder } from './log-folder.ts';

/** The digest of an item, folded from its whole log. */
export function foldLog(itemId: string, status: Status, log: string | Uint8Array): Digest {
  const folder = logFolder(itemId);
  folder.add(typeof log === 'string' ? Buffer.from(log) : log);
  return folder.digest(status);
}
