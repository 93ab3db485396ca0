import type { Severity } from './finding.ts';
import type { Report, Rule } from './rule.ts';

/** The rule for a problem that reading has found already: it turns the problems of that code into findings. */
export function problemRule(id: string, severity: Severity): Rule {
  return {
    id,
    severity,
    check: (tree) => [
      ...tree.problems
        .filter((problem) => problem.code === id)
        .map(({ path, message }): Report => ({ path, line: null, item: null, message })),
      ...tree.items.flatMap(({ summary, thread }) => {
        const report = (file: string) => (problem: { code: string; message: string; line?: number }) =>
          problem.code === id
            ? [
                {
                  path: `${summary.path}/${file}`,
                  line: problem.line ?? null,
                  item: summary.id,
                  message: problem.message,
                },
              ]
            : [];
        return [
          ...summary.problems.flatMap(report('item.md')),
          ...(thread?.problems ?? []).flatMap(report('thread.md')),
        ];
      }),
    ],
  };
}
