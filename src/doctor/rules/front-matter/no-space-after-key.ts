import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { editFile } from '../../fix.ts';
import { placeOf } from '../../line-place.ts';
import type { Rule } from '../../rule.ts';
import { hasSpace } from '../../yaml-view.ts';

export const noSpaceAfterKey: Rule = {
  id: 'front-matter/no-space-after-key',
  severity: 'warning',
  summary: 'the space between a key and its value is missing',
  why: `To YAML \`kind:bug\` is one word and no field, so a program with a YAML library cannot read the front matter, or takes
the word for a part of the line above it.`,
  help: 'put a space behind the colon',
  fix: { safety: 'safe', description: 'add the space' },
  bad: exampleItem((text) => text.replace('kind: bug', 'kind:bug')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 6, column: 6 },
  checkItem: (item) => {
    const frontMatter = item.parsedItem()?.frontMatter;
    const file = item.item;
    if (!file || !frontMatter || frontMatter.state === 'too-large') return [];
    return frontMatter.fields.flatMap((field) => {
      if (hasSpace(frontMatter, field)) return [];
      const at = field.valueStart;
      // With a space, what stands below would become a part of the value.
      const isLong = file.text.slice(at, field.end).trimEnd().includes('\n');
      const fixable = file.validUtf8 && frontMatter.state === 'closed' && !isLong;
      return [
        {
          ...placeOf(file.path, file.text, at, at + field.rest.trimEnd().length),
          message: `\`${field.key}:${field.rest.trimEnd()}\` needs a space behind the colon`,
          ...(fixable && {
            fix: {
              safety: 'safe' as const,
              description: 'add the space',
              repairs: [editFile(file, [{ start: at, end: at, text: ' ' }])],
            },
          }),
        },
      ];
    });
  },
};
