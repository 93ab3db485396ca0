import { FIELDS, type FieldDefinition } from '../../../format/fields.ts';
import { readFlowList } from '../../../format/flow-list.ts';
import { type FrontMatter, type FrontMatterField, findField } from '../../../format/front-matter.ts';
import { readScalar } from '../../../format/scalar.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { valuePlace } from '../../field-place.ts';
import { hasPlainType } from '../../plain/front-matter.ts';
import { quoteValue } from '../../quote-value.ts';
import type { Rule } from '../../rule.ts';
import { hasSpace, readFieldAsOthersDo, yamlProblem } from '../../yaml-view.ts';

export const wrongType: Rule = {
  id: 'front-matter/wrong-type',
  severity: 'warning',
  summary: 'a list where one value is meant, or the other way round',
  why: `\`labels\` is a list, and every other field is one value on one line. \`title: [draft]\` is a list of one word to YAML,
\`title: 2026\` is a number, and \`labels: a, b\` is one text: programs that count on the type then fail, or show
something else than what stands there.`,
  help: 'write labels as [a, b], and any other value as text on one line, in quotes if it looks like something else',
  fix: { safety: 'unsafe', description: 'quote the value' },
  bad: exampleItem((text) => text.replace('Search is slow', '[draft]')),
  good: exampleItem((text) => text.replace('Search is slow', '"[draft]"').replace('[search]', '\n  - search')),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 4, column: 8 },
  checkItem: (item) => {
    const frontMatter = item.parsedItem()?.frontMatter;
    const file = item.item;
    if (!file || frontMatter?.state !== 'closed') return [];
    return FIELDS.flatMap((definition) => {
      const field = findField(frontMatter, definition.key);
      if (!field || hasPlainType(definition, frontMatter, field) || !hasSpace(frontMatter, field)) return [];
      const found = wrongTypeOf(definition, frontMatter, field);
      if (found === null) return [];
      const fix = found.quotable ? quoteValue(file, frontMatter, field, 'unsafe') : undefined;
      return [{ ...valuePlace(item, field), message: found.message, ...(fix && { fix }) }];
    });
  },
};

interface Found {
  message: string;
  quotable?: boolean;
}

function wrongTypeOf({ key, type }: FieldDefinition, frontMatter: FrontMatter, field: FrontMatterField): Found | null {
  const text = field.rest.trim();
  const folded = field.continuation.some((line) => !/^\s*(?:#|$)/.test(line.text)) || /^[|>][-+\d]*$/.test(text);
  // What is empty is missing: front-matter/missing-key.
  if (text === '' && field.continuation.length === 0) return null;
  if (type === 'list') return wrongList(frontMatter, field);
  if (folded) {
    if (yamlProblem(frontMatter, field) !== null) return null;
    return { message: `the ${key} goes over several lines` };
  }
  const { value, style } = readScalar(field.rest, { keepHash: type === 'text' });
  const isFree = type === 'text' || type === 'word';
  // The old script's quotes are letters of the title: legal there, and nothing to any other program.
  if (style !== 'plain') return isFree && value.trim() === '' ? { message: `the ${key} is empty` } : null;
  if (isNull(value)) {
    return isFree ? { message: `the ${key} is null` } : null;
  }
  if (/^[[{]/.test(value)) {
    const seen = readFieldAsOthersDo(frontMatter, field);
    if (typeof seen.value !== 'object' || seen.value === null) return null;
    return { message: `the ${key} is a ${value.startsWith('[') ? 'list' : 'map'}: ${value}`, quotable: true };
  }
  // Slugs and ids of digits are written bare by every program that makes items.
  if ((isFree || type === 'name') && NO_TEXT.test(value)) {
    return { message: `the ${key} ${value} is no text to YAML readers`, quotable: true };
  }
  return null;
}

function wrongList(frontMatter: FrontMatter, field: FrontMatterField): Found | null {
  const text = field.rest.trim();
  const words = field.continuation.length === 0 ? readFlowList(text)?.items : undefined;
  if (words?.every((item) => !/^[&*!|>@%?:-]|: /.test(text.slice(item.start, item.end)))) return null;
  const { value, style } = readScalar(text);
  const isOneLine = field.continuation.every((line) => /^\s*(?:#|$)/.test(line.text));
  if (isOneLine && style === 'plain' && isNull(value)) return null;
  const seen = readFieldAsOthersDo(frontMatter, field);
  if (seen.problem !== null || (Array.isArray(seen.value) && seen.value.every((item) => !isObject(item)))) return null;
  if (Array.isArray(seen.value)) return { message: 'the labels are not all words' };
  return {
    message: isObject(seen.value) ? 'the labels are a map, not a list' : `the labels are one text, not a list: ${text}`,
  };
}

function isNull(value: string): boolean {
  return /^(?:|~|null|Null|NULL)$/.test(value);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Bare numbers, truth values and dates of YAML 1.1 and 1.2. */
const NO_TEXT =
  /^(?:true|false|yes|no|on|off|[-+]?(?:\d[\d_]*)(?:\.\d*)?(?:e[-+]?\d+)?|[-+]?\.\d+|0x[\da-f]+|0o[0-7]+|[-+]?\.inf|\.nan|\d{4}-\d\d?-\d\d?(?:[Tt ][\d:.]+Z?)?)$/i;
