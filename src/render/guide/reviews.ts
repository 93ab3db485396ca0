/** How a review is asked for, given and answered. */
export const REVIEWS_GUIDE = `# Reviews

A review is an event with a verdict, \`approve\` or \`request_changes\`. The last one counts.

- **Ask**: \`tickets report REF\` says that there is something to look at, what was done and how it was checked. There is no state for it; a
  team that wants one uses \`tickets status REF pending\` or a label.
- **Give**: \`tickets review REF --approve\` or \`--request-changes\`, with the text from \`-m\`, \`--file\` or a pipe. Say what you looked at and
  how you checked it; a verdict without a reason helps nobody. Check what the item asks for, not what the report says of it.
- **Answer**: after \`--request-changes\` a new report, and a new review. \`tickets doctor\` tells of requests that nobody answered, and of
  items that are approved and still open.
- **Read**: \`tickets log --kind review\`, or of one item \`tickets show REF --json\`: \`verdict\` of each event.

\`\`\`console
$ tickets init --quiet >/dev/null
$ tickets new "Search is slow" --slug slow-search -m "Ten seconds."
20260601-090000-slow-search
$ tickets report slow-search --author hare -m "Done; 0.2 s."
20260601-090000-slow-search: implementation_report recorded
$ tickets review slow-search --author ann --request-changes -m "Japanese text is not found."
20260601-090000-slow-search: review recorded (request changes)
$ tickets report slow-search --author hare -m "Found now, with a test."
20260601-090000-slow-search: implementation_report recorded
$ tickets review slow-search --author ann --approve -m "Found, in 0.2 s."
20260601-090000-slow-search: review recorded (approve)
$ tickets log --kind review
at	kind	author	id	slug	text
2026-06-01T09:00:00Z	review: approve	ann	20260601-090000-slow-search	slow-search	Found, in 0.2 s.
2026-06-01T09:00:00Z	review: request_changes	ann	20260601-090000-slow-search	slow-search	Japanese text is not found.
\`\`\`

A text that quotes a log cannot forge an approval: lines that look like an event are escaped when they are written.
`;
