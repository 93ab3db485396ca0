/** What was seen, and why there may be more than that; `gap` is null where nothing was left out. */
export interface Seen<T> {
  found: T;
  gap: string | null;
}

/** A file as a commit has it. */
export interface FileVersion {
  commit: string;
  /** Relative to the top of the repository. */
  path: string;
  /** git's name of the content: `git cat-file -p` shows it. */
  blob: string;
  /** null where it is not valid UTF-8: such a text cannot be written back. */
  text: string | null;
}

export type Where = 'here' | 'anywhere';

/**
 * What git remembers of a project. Nothing is asked of git before the first question, and no question throws: where git
 * fails, the answer has a gap. An answer is null where there is no history: no repository, or no commit yet.
 */
export interface History {
  /** How many commits HEAD reaches; null where that is not known. */
  commits(): number | null;
  /**
   * The names of all files that any commit which HEAD reaches has directly in a folder: of the project or the repository
   * (`here`), or wherever a folder of this name stood, since projects move (`anywhere`, which takes ten times as long).
   * Names are in Unicode's form NFC. `''` is the project itself.
   */
  namesIn(folder: string, where: Where): Seen<ReadonlySet<string>> | null;
  /** The review `x.review.md` that stood beside a ticket `x.md` when the ticket was last there. */
  reviewOf(ticket: string): Seen<FileVersion | null> | null;
  /**
   * All versions of an item's resolution.md, latest first, in whichever root and status it was: what HEAD reaches, or
   * what only other branches, tags and stashes do.
   */
  resolutions(id: string, reach: 'head' | 'elsewhere'): Seen<FileVersion[]> | null;
}
