/** What a clone of the repository has beside the files. */
export interface CloneFacts {
  /** The merge drivers that .gitattributes names for work items, each with its line there. */
  wanted: { driver: string; line: number }[];
  /** Those that git's configuration has a command for. */
  configured: string[];
  /** .gitattributes, relative to the project: `../` leads above it. */
  path: string;
}
