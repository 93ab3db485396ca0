import type { FrontMatterField } from '../../../format/front-matter.ts';
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
    // Both sides of a merge conflict name the same fields: the conflict is what is to be solved. And what was pasted into
    // a front matter that is too large is no field.
    if (!frontMatter || frontMatter.state === 'too-large' || hasConflict(frontMatter)) return [];
    const found = new Map<string, FrontMatterField[]>();
    for (const field of frontMatter.fields) {
      const same = found.get(field.key);
      if (same) same.push(field);
      else found.set(field.key, [field]);
    }
    return [...found.values()].flatMap(([first, second, ...more]): Report[] => {
      if (!first || !second) return [];
      const { key, start, rest } = second;
      const place = placeOf(`${item.path}/item.md`, frontMatter.text, start, start + key.length);
      const others = more.length === 0 ? '' : `, and nor do ${more.length} more below`;
      const message = `'${key}' stands on line ${first.line} already, which counts; '${rest.trim()}' here does not${others}`;
      return [{ ...place, message }];
    });
  },
};
