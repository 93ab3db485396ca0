import { TicketsError } from '../tickets/tickets-error.ts';
import { errorCode } from './error-code.ts';

const REASONS: Record<string, [reason: string, hint: string]> = {
  EACCES: ['permission denied', 'check who owns the directory'],
  EPERM: ['permission denied', 'check who owns the directory'],
  EROFS: ['the file system is read-only', 'mount it writable, or work in another checkout'],
  ENOSPC: ['the disk is full', 'free some space and try again'],
  EFBIG: ['a file would be larger than a limit allows', 'raise the limit (`ulimit -f`) and try again'],
  EDQUOT: ['the disk quota is used up', 'free some space and try again'],
  ENAMETOOLONG: ['the path is too long', 'choose a shorter one: --slug, --root, or the name of the file'],
  ENOENT: ['there is no such file or directory', 'make the directory first'],
  ENOTDIR: ['a file stands where a directory should be', 'move it away'],
  EISDIR: ['a directory stands where a file should be', 'move it away'],
  EEXIST: ['something stands there already', 'move it away'],
  ENOTEMPTY: ['a directory that is not empty stands there already', 'move it away'],
  ELOOP: [
    'a symbolic link in it is not followed, or leads in a circle',
    'replace the link by a real file or directory',
  ],
  EMFILE: ['too many files are open', 'try again when less is running'],
  ENFILE: ['too many files are open', 'try again when less is running'],
  EXDEV: ['it is on another file system', 'make the tree one file system: no mount inside it'],
  EIO: ['the device reports an error', 'check the disk'],
};

/** What was done before an error, and what becomes of the rest. */
export interface DoneBefore {
  done: string;
  hint: string;
}

/**
 * Turns an error of the operating system into one that says what, where and what to do; others stay as they are. `before`
 * tells what had been done already; without it nothing was.
 */
export function fileSystemError(error: unknown, path: string, before?: DoneBefore): unknown {
  const known = reasonOf(error, path);
  if (known === null) return error;
  const { where, why, hint } = known;
  if (before !== undefined) {
    return new TicketsError('partly-applied', `${before.done}; ${where} could not be written: ${why}`, before.hint);
  }
  return new TicketsError('file-system', `cannot write ${where}: ${why}; nothing was changed`, hint);
}

/** The same for an error that came while a command looked at what it was to change. */
export function readError(error: unknown, path: string): unknown {
  const known = reasonOf(error, path);
  if (known === null) return error;
  return new TicketsError('file-system', `cannot read ${known.where}: ${known.why}; nothing was changed`, known.hint);
}

/** Runs a step that looks at a path, and tells of an error as `readError` does. */
export function lookingAt<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw readError(error, path);
  }
}

function reasonOf(error: unknown, path: string): { where: string; why: string; hint: string | undefined } | null {
  // A refusal has a code of its own, which is none of the system's.
  const code = error instanceof TicketsError ? undefined : errorCode(error);
  if (code === undefined) return null;
  const [reason, hint] = REASONS[code] ?? [code, undefined];
  const where = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : path;
  return { where: where || path, why: `${reason} (${code})`, hint };
}
