import { readBlockList } from '../../format/block-list.ts';
import { readList, readNullableText, readText } from '../../format/field-value.ts';
import { FIELDS } from '../../format/fields.ts';
import { readFlowList } from '../../format/flow-list.ts';
import type { Segment } from './parse-segments.ts';

/** Whether two segments say the same, however it is written. A missing key says something else than any value. */
export function isSameValue(one: Segment | undefined, other: Segment | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (unix(one.own) === unix(other.own)) return one.conflicted === other.conflicted;
  if (one.conflicted || other.conflicted) return false;
  const [a, b] = [listOf(one), listOf(other)];
  if (a && b) return JSON.stringify(a) === JSON.stringify(b);
  return !a && !b && textOf(one) === textOf(other);
}

/** The values of a segment that is a list; null for any other. */
export function listOf({ key, field: read }: Segment): string[] | null {
  if (!read) return null;
  const { frontMatter, field } = read;
  const isKnown = FIELDS.some((known) => known.key === key && known.type === 'list');
  if (isKnown || readFlowList(field.rest) || readBlockList(field)) return readList(frontMatter, field);
  return null;
}

/** The value as a text for comparing and showing: null where it says that there is none, or is in conflict. */
export function textOf({ key, field: read }: Segment): string | null {
  if (!read) return null;
  const { frontMatter, field } = read;
  // What YAML would fold or guess is compared as it stands.
  if (field.continuation.length > 0) return unix(frontMatter.text.slice(field.valueStart, field.end)).trim();
  if (key === 'title') return readText(frontMatter, field, { keepHash: true });
  return readNullableText(frontMatter, field);
}

function unix(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
