import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { hasConflict } from '../../front-matter-conflict.ts';
import { placeOf } from '../../line-place.ts';
import type { Report, Rule } from '../../rule.ts';

export const duplicateKey: Rule = {
  id: 'front-matter/duplicate-key',
  severity: 'warning',
  summary: 'a field stands twice in the front matter',
  why: `Only the first one counts here; other programs take the last one, or refuse the whole front matter. Mostly two
branches added the same field, or a line was copied and one of the two never removed.`,
  help: 'keep the line with the right value',
  bad: exampleItem((text) => text.replace('kind: bug\n', 'kind: bug\npriority: P1\n')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 8, column: 1 },
  checkItem: (item) => {
    const frontMatter = item.parsedItem()?.frontMatter;
    // Both sides of a merge conflict name the same fields: the conflict is what is to be solved.
    if (!frontMatter || hasConflict(frontMatter)) return [];
    const first = new Map<string, number>();
    return frontMatter.fields.flatMap(({ key, line, start, rest }): Report[] => {
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, line);
        return [];
      }
      const place = placeOf(`${item.path}/item.md`, frontMatter.text, start, start + key.length);
      const message = `'${key}' stands on line ${before} already, which counts; '${rest.trim()}' here does not`;
      return [{ ...place, message }];
    });
  },
};
