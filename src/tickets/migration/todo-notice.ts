/** What TODO.md says after a migration: where the work is now. `root` is relative to the file. */
export function todoNotice(root: string, date: string): string {
  return `# TODO

The work items of this project are in \`${root}/\` since the migration of ${date}. \`tickets list\` shows them.
`;
}
