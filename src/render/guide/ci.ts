/** What CI can check, and how a job reads the answer. */
export const CI_GUIDE = `# CI

- \`tickets doctor\` checks the whole tree, and exits with 1 for errors. \`--strict\` fails on warnings, too. \`--format github\`,
  \`gitlab\`, \`sarif\` and \`junit\` are for the pages of a service; \`-o FORMAT=FILE\` writes one of them beside the text.
- \`tickets verify --base REV\` proves that the logs only grew since the base of a pull request: nobody rewrote an approval. It needs the
  commits between the two, so fetch the whole history.
- Exit code 3 is no finding: something could not be read. Do not take it for a pass.
- Before a commit: \`tickets doctor --staged\`. \`tickets setup\` puts that into git's hook.
- In an old tree: \`tickets doctor --write-baseline FILE\` once, then \`tickets doctor --baseline FILE\` tells what is new.
- Without npm: commit the one file \`tickets.mjs\`, and call \`node tickets.mjs doctor\`.

\`\`\`console
$ tickets init --quiet >/dev/null
$ tickets new "Search is slow" --slug slow-search -m "Ten seconds."
20260601-090000-slow-search
$ tickets doctor --strict --format github && echo passed
1 item checked
passed
$ sed -i 's/^status: open/status: closed/' work-items/open/*/item.md
$ tickets doctor --quiet --format github >annotations || echo "exit code $?"
exit code 1
\`\`\`

Whole files for GitHub Actions, GitLab CI and pre-commit are in \`docs/ci/\` of the package.
`;
