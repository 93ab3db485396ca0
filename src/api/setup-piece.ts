/** A piece of the setup of a clone: how it is found, put in and taken out. */
export interface SetupPiece {
  /** What it is: a file, relative to the worktree where it is in it, or a section of git's configuration. */
  name: string;
  what: string;
  /** What to do by hand where this program may not, or cannot. */
  byHand: string;
  /** Why only a person may put it in; null where the program may. */
  refused: () => string | null;
  isThere: () => boolean;
  isGone: () => boolean;
  apply: () => void;
  undo: () => void;
}
