import { findField } from '../../../format/front-matter.ts';
import { readScalar } from '../../../format/scalar.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { valuePlace } from '../../field-place.ts';
import { quoteValue } from '../../quote-value.ts';
import type { Rule } from '../../rule.ts';
import { hasSpace, readFieldAsOthersDo, yamlProblem } from '../../yaml-view.ts';

export const titleCutByYaml: Rule = {
  id: 'front-matter/title-cut-by-yaml',
  severity: 'warning',
  summary: 'other programs see a part of the title only',
  why: `A title is the rest of its line, so \`title: Follow up on #12\` says just that. To YAML a \`#\` behind a space begins a
comment, and a word with \`!\` or \`&\` at the beginning is no part of the value: programs with a YAML library see
another title, and say nothing about it.`,
  help: 'put the title in quotes',
  fix: { safety: 'unsafe', description: 'quote the value' },
  bad: exampleItem((text) => text.replace('Search is slow', 'Follow up on #12')),
  good: exampleItem((text) => text.replace('Search is slow', '"Follow up on #12"')),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 4, column: 8 },
  checkItem: (item) => {
    const frontMatter = item.parsedItem()?.frontMatter;
    const field = frontMatter && findField(frontMatter, 'title');
    if (!item.item || frontMatter?.state !== 'closed' || !field || field.continuation.length > 0) return [];
    const { value, style } = readScalar(field.rest, { keepHash: true });
    if (style !== 'plain' || !/(?:^|[ \t])#|^[!&]/.test(value)) return [];
    // Where it is no YAML at all, front-matter/invalid-yaml says so, and its fix keeps the whole title.
    if (!hasSpace(frontMatter, field) || yamlProblem(frontMatter, field) !== null) return [];
    const seen = readFieldAsOthersDo(frontMatter, field).value;
    if (seen === value || (typeof seen !== 'string' && seen !== null)) return [];
    const fix = quoteValue(item.item, frontMatter, field, 'unsafe');
    const message = `of the title '${value}' YAML readers see ${seen === null ? 'nothing' : `'${seen}'`}`;
    return [{ ...valuePlace(item, field), message, ...(fix && { fix }) }];
  },
};
