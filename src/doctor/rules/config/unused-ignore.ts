import { CONFIG_FILE } from '../../doctor-config.ts';
import { EXAMPLE_ID, exampleTree } from '../../example-tree.ts';
import type { Rule } from '../../rule.ts';

const ITEM = `open/${EXAMPLE_ID}/item.md`;

const CONFIG = `doctor:
  ignore:
    - rule: front-matter/unknown-priority
      item: ${EXAMPLE_ID}
      reason: carried over from the old tracker as it was
`;

export const unusedIgnore: Rule = {
  id: 'config/unused-ignore',
  severity: 'warning',
  summary: 'an entry of `ignore` in tickets.yml fits nothing that doctor finds',
  why: `What was ignored has been mended, or the entry never fitted: a mistyped item or path. Left where it is, it will hide
the next fault that happens to fit. It is told only where the whole tree was checked with every rule.`,
  help: 'take the entry out of tickets.yml, or mend what it names',
  bad: exampleTree({ [CONFIG_FILE]: CONFIG }),
  good: exampleTree({
    [CONFIG_FILE]: CONFIG,
    [ITEM]: String(exampleTree()[ITEM]).replace('priority: P2', 'priority: soon'),
  }),
  at: { path: CONFIG_FILE, line: 3 },
  checkIgnores: (unused) =>
    unused.map(({ rule, item, path, fingerprint, line }) => {
      const place = [item, path, fingerprint].filter((part) => part !== null).join(', ');
      return {
        path: CONFIG_FILE,
        line,
        message: `${rule} finds nothing ${place === '' ? 'anywhere' : `at ${place}`} that could be ignored`,
      };
    }),
};
