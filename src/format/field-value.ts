import { readBlockList } from './block-list.ts';
import { readFlowList } from './flow-list.ts';
import type { FrontMatter, FrontMatterField } from './front-matter.ts';
import { readScalar } from './scalar.ts';
import { parseYaml, yamlLibrary } from './yaml-library.ts';

/** The text of a field as a person reads it: quotes resolved, a comment behind it dropped (kept with `keepHash`). */
export function readText(
  frontMatter: FrontMatter,
  field: FrontMatterField,
  options: { keepHash?: boolean } = {},
): string {
  if (field.continuation.length > 0) {
    const value = readAsYaml(frontMatter, field);
    if (typeof value === 'string') return value.replace(/\n$/, '');
  }
  return readScalar(field.rest, options).value;
}

/** The text of a field, or null where it says that there is none: empty, `null` or `~`, not in quotes. */
export function readNullableText(frontMatter: FrontMatter, field: FrontMatterField): string | null {
  return field.continuation.length > 0 ? readText(frontMatter, field) : readNullableLine(field.rest);
}

/** The same for a value that stands on one line. */
export function readNullableLine(rest: string): string | null {
  const { value, style } = readScalar(rest);
  return style === 'plain' && /^(?:|~|null|Null|NULL)$/.test(value) ? null : value;
}

/** The texts of a list: `[a, b]`, a block of `- ` lines, or, as a last resort, words between commas. */
export function readList(frontMatter: FrontMatter, field: FrontMatterField): string[] {
  if (field.continuation.length > 0) {
    const block = readBlockList(field);
    if (block) return block.map((item) => item.value);
    const value = readAsYaml(frontMatter, field);
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.map(onOneLine);
    // Whatever it is, no line of it is lost.
    const lines = [field.rest, ...field.continuation.map((line) => line.text.replace(/^[ \t]*(?:- +)?/, ''))];
    return lines.map(onOneLine).filter((line) => line !== '');
  }
  return readListLine(field.rest);
}

/** The texts of a list that stands on one line. */
export function readListLine(rest: string): string[] {
  const flow = readFlowList(rest);
  if (flow) return flow.items.map((item) => item.value);
  const text = readNullableLine(rest);
  const words = (text ?? '').replace(/^\[|\]$/g, '').split(',');
  return words.map(onOneLine).filter((word) => word !== '');
}

/** A list's value is written on one line: what was folded over several must not come back as lines of its own. */
function onOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .trim();
}

/** What YAML makes of a field of several lines; undefined where it is no YAML or uses anchors, aliases or tags. */
function readAsYaml(frontMatter: FrontMatter, field: FrontMatterField): unknown {
  const source = frontMatter.text.slice(field.start, field.end);
  // The failsafe schema makes every scalar a string: `0123` and timestamps stay what they are.
  const document = parseYaml(source, { schema: 'failsafe' });
  if (!document || document.errors.length > 0) return undefined;
  let plain = true;
  yamlLibrary().visit(document, {
    Alias: () => {
      plain = false;
    },
    Node: (_key, node) => {
      if ('anchor' in node && node.anchor) plain = false;
      if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) plain = false;
    },
  });
  if (!plain) return undefined;
  const map: unknown = document.toJS({ mapAsMap: true });
  return map instanceof Map ? map.values().next().value : undefined;
}
