import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { valuePlace } from '../../field-place.ts';
import { quoteListItems, quoteValue } from '../../quote-value.ts';
import type { Rule } from '../../rule.ts';
import { yamlProblem } from '../../yaml-view.ts';

const LIST = 'write the labels as [a, b], with quotes around one that holds more than letters and digits';
const VALUE = 'put the value in quotes, and write a backslash in front of each quote within';

export const invalidYaml: Rule = {
  id: 'front-matter/invalid-yaml',
  severity: 'warning',
  summary: 'a value is not valid YAML',
  why: `\`tickets\` reads a title as the rest of its line, so that \`title: Search: too slow\` is no trouble here. A program with
a YAML library cannot read such a front matter at all: for it the item has no title, no status and no id, and some
programs then leave the item out of their lists without a word. In quotes every reader sees the same value.`,
  help: 'put the value in quotes',
  fix: { safety: 'safe', description: 'quote the value' },
  bad: exampleItem((text) => text.replace('Search is slow', 'Search: too slow')),
  good: exampleItem((text) => text.replace('Search is slow', '"Search: too slow"')),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 4, column: 8 },
  checkItem: (item) => {
    const frontMatter = item.parsedItem()?.frontMatter;
    const file = item.item;
    // Of a front matter without an end, no YAML reader gets as far as the values.
    if (!file || frontMatter?.state !== 'closed') return [];
    return frontMatter.fields.flatMap((field) => {
      const problem = yamlProblem(frontMatter, field);
      if (problem === null) return [];
      const fix =
        field.key === 'labels'
          ? quoteListItems(file, frontMatter, field, 'safe')
          : quoteValue(file, frontMatter, field, 'safe');
      const message = `the ${field.key} ${field.key === 'labels' ? 'are' : 'is'} not valid YAML: ${problem}`;
      return [
        {
          ...valuePlace(item, field),
          message,
          ...(fix ? { fix } : { help: field.key === 'labels' ? LIST : VALUE }),
        },
      ];
    });
  },
};
