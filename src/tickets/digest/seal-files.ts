import type { ItemPlace } from '../change.ts';
import { sealOf } from './seal.ts';

type Files = Record<string, string | Uint8Array>;

/** The files of an item that is to be written whole: with the seal of its log, if it has ended and brings none along. */
export function sealFiles({ id, status }: ItemPlace, files: Files): Files {
  const thread = files['thread.md'];
  if (status !== 'closed' || thread === undefined || 'digest.json' in files) return files;
  return { ...files, 'digest.json': sealOf(id, thread) };
}
