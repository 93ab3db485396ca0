/** What a clone of the repository has beside the files. */
export interface CloneFacts {
  /**
   * The merge drivers that .gitattributes names for work items, at the top of the worktree or in the root, each with its
   * line there. The path is relative to the project: `../` leads above it.
   */
  wanted: { driver: string; path: string; line: number }[];
  /** Those that git's configuration has a command for. */
  configured: string[];
}
