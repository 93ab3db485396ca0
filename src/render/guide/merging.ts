/** What to do before, in and after a merge. */
export const MERGING_GUIDE = `# Merging

Two branches may comment on, edit and close the same item. Nothing of it is lost if git is told how.

- **Once per clone**: \`tickets setup\`. It registers merge drivers for \`item.md\` and \`thread.md\`; \`tickets setup --check\` exits with 1
  where something is missing.
- **Bring a branch together** with the one that it follows: \`tickets sync\`. It merges, settles the items, and pushes; \`--commit\` commits
  the changes of items first.
- **After any merge, rebase or cherry-pick**, also one that went through: \`tickets resolve\`. It settles the whole tree, which git's
  rename guesses can get wrong. \`tickets resolve --dry-run\` says what it would do.
- **What is left** are fields to which both sides gave different values. \`resolve\` lists them and exits with 1: choose one with
  \`tickets edit\`, or in \`item.md\` between the markers, then run it again.
- **Never** take one side of a log (\`git checkout --ours\`), and never sort conflicts in \`thread.md\` by hand: \`tickets resolve\` makes one
  log of the two.
- **Then** \`tickets doctor\`, and \`tickets verify --base main\` where a pull request comes of it.
`;
