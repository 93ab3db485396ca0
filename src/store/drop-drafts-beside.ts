import { basename, dirname, join } from 'node:path';
import { disk } from './disk.ts';
import { isBeginning } from './is-beginning.ts';

/** What `replaceBeside` adds to a name. */
const DRAFT = /\.[0-9a-f]{12}$/;

/** Removes the drafts beside a file that killed runs left: those that are the beginning of one of the contents. */
export function dropDraftsBeside(path: string, contents: readonly (string | Uint8Array)[]): void {
  const known = contents.map((content) => Buffer.from(content));
  for (const { name } of disk.readdir(dirname(path))) {
    const draft = join(dirname(path), name);
    if (name.replace(DRAFT, '') !== basename(path) || name === basename(path)) continue;
    if (isBeginning(draft, known)) disk.unlink(draft);
  }
}
