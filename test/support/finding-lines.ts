/** What `doctor --json` found, in its order: `path:line rule`, or `path rule` where it is of a whole file or directory. */
export function findingLines(json: string): string[] {
  const { findings } = JSON.parse(json) as { findings: { path: string; line: number | null; rule: string }[] };
  return findings.map(({ path, line, rule }) => `${path}${line === null ? '' : `:${line}`} ${rule}`);
}
